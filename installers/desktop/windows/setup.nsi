; The Windows installer. Values come by -D: APP OUT NAME TITLE SHOWN VERSION NUMBERS ICON (make-setup.ts).
;   setup.exe /S /SERVER=https://study.example.cn /MODE=kiosk
; /S asks nothing; /SERVER= and /MODE= write %ProgramData%\Minjiang\desktop.json. Without them an existing one is kept.
; Exit codes: 0 done, 1 left by the person, 2 refused or failed (silent: nothing is shown).
Unicode true
ManifestDPIAware true
RequestExecutionLevel admin
SetCompressor /SOLID lzma

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include nsDialogs.nsh
!include x64.nsh

Name "${SHOWN}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\${TITLE}"
BrandingText "${SHOWN} ${VERSION}"
VIProductVersion "${NUMBERS}"
VIAddVersionKey /LANG=2052 ProductName "${SHOWN}"
VIAddVersionKey /LANG=2052 FileDescription "${SHOWN}安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 LegalCopyright "Minjiang"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!insertmacro MUI_PAGE_WELCOME
Page custom AskPlatform KeepPlatform
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE SimpChinese

Var Server
Var Mode
Var ServerField
Var KioskField

!macro Refuse TEXT
  IfSilent +2
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}"
  SetErrorLevel 2
!macroend

Function .onInit
  ${IfNot} ${RunningX64}
    !insertmacro Refuse "需要 64 位 Windows 10 或更新的系统。"
    Abort
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
  ; One place for everybody: uninstalling removes this folder whole, so it is not the caller's to choose (/D=).
  StrCpy $INSTDIR "$PROGRAMFILES64\${TITLE}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/SERVER=" $Server
  ClearErrors
  ${GetOptions} $0 "/MODE=" $Mode
  ClearErrors
  ${If} "$Server$Mode" != ""
    ${If} $Mode == ""
      StrCpy $Mode home
    ${EndIf}
    Call CheckPlatform
    ${If} $0 != ""
      !insertmacro Refuse "$0"
      Abort
    ${EndIf}
  ${ElseIf} ${Silent}
  ${AndIfNot} ${FileExists} "$APPDATA\Minjiang\desktop.json"
    !insertmacro Refuse "静默安装需要 /SERVER=平台网址。"
    Abort
  ${EndIf}
FunctionEnd

; Answers in $0 what is wrong with $Server and $Mode, or nothing. Only characters of an origin pass: what is written
; into desktop.json needs no escaping then.
Function CheckPlatform
  StrCpy $0 ""
  ${If} $Mode != kiosk
  ${AndIf} $Mode != home
    StrCpy $0 "模式只能是 kiosk（机构自助机）或 home（家庭电脑）。"
    Return
  ${EndIf}
  StrCpy $1 $Server 8
  ${If} $1 == "https://"
    StrCpy $2 $Server "" 8
  ${Else}
    StrCpy $0 "平台网址必须以 https:// 开头。"
    Return
  ${EndIf}
  StrLen $3 $2
  ${If} $3 = 0
    StrCpy $0 "请填写平台网址，例如 https://study.example.cn。"
    Return
  ${EndIf}
  StrCpy $4 0
  ${While} $4 < $3
    StrCpy $5 $2 1 $4
    StrCpy $6 0
    ${Do}
      StrCpy $7 "abcdefghijklmnopqrstuvwxyz0123456789.-:" 1 $6
      ${If} $7 == ""
        StrCpy $0 "平台网址只写主机名和端口，不带路径。"
        Return
      ${EndIf}
      IntOp $6 $6 + 1
    ${LoopUntil} $7 == $5
    IntOp $4 $4 + 1
  ${EndWhile}
FunctionEnd

Function AskPlatform
  ${If} "$Server" != ""
  ${OrIf} ${FileExists} "$APPDATA\Minjiang\desktop.json"
    Abort
  ${EndIf}
  !insertmacro MUI_HEADER_TEXT "连接平台" "填写培训机构给您的网址，并选择这台电脑的用途。"
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateLabel} 0 0 100% 12u "平台网址"
  Pop $0
  ${NSD_CreateText} 0 14u 100% 13u "https://"
  Pop $ServerField
  ${NSD_CreateRadioButton} 0 40u 100% 12u "家庭电脑：学习时不锁定电脑"
  Pop $0
  ${NSD_Check} $0
  ${NSD_CreateRadioButton} 0 56u 100% 12u "机构自助机：全屏显示，只用于学习"
  Pop $KioskField
  nsDialogs::Show
FunctionEnd

Function KeepPlatform
  ${NSD_GetText} $ServerField $Server
  StrCpy $Mode home
  ${NSD_GetState} $KioskField $0
  ${If} $0 = ${BST_CHECKED}
    StrCpy $Mode kiosk
  ${EndIf}
  Call CheckPlatform
  ${If} $0 != ""
    MessageBox MB_OK|MB_ICONEXCLAMATION "$0"
    StrCpy $Server ""
    Abort
  ${EndIf}
FunctionEnd

!macro EndProgram
  nsExec::Exec '"$SYSDIR\taskkill.exe" /F /IM "${TITLE}.exe"'
  Pop $0
!macroend

Section
  SetRegView 64
  SetShellVarContext all
  !insertmacro EndProgram
  ${If} ${FileExists} "$INSTDIR\${TITLE}.exe"
    RMDir /r "$INSTDIR"
  ${EndIf}
  ClearErrors
  SetOutPath "$INSTDIR"
  File /r "${APP}/*"
  ${If} ${Errors}
    !insertmacro Refuse "文件无法写入，请关闭${SHOWN}后重试。"
    Quit
  ${EndIf}
  CreateShortCut "$SMPROGRAMS\${SHOWN}.lnk" "$INSTDIR\${TITLE}.exe"
  ${If} "$Server" != ""
    ; The folder is made and closed before the file is written: every person may write into new folders of ProgramData.
    CreateDirectory "$APPDATA\Minjiang"
    nsExec::Exec '"$SYSDIR\icacls.exe" "$APPDATA\Minjiang" /inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F *S-1-5-32-545:(OI)(CI)RX'
    Pop $0
    ${If} $0 != 0
      !insertmacro Refuse "无法保护配置文件夹 $APPDATA\Minjiang。"
      Quit
    ${EndIf}
    Delete "$APPDATA\Minjiang\desktop.json"
    ClearErrors
    FileOpen $1 "$APPDATA\Minjiang\desktop.json" w
    FileWrite $1 '{ "server": "$Server", "mode": "$Mode" }$\r$\n'
    FileClose $1
    ${If} ${Errors}
      !insertmacro Refuse "无法写入 $APPDATA\Minjiang\desktop.json。"
      Quit
    ${EndIf}
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKLM "${UNINSTALL}" DisplayName "${SHOWN}"
  WriteRegStr HKLM "${UNINSTALL}" DisplayVersion "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" DisplayIcon "$INSTDIR\${TITLE}.exe"
  WriteRegStr HKLM "${UNINSTALL}" Publisher "Minjiang"
  WriteRegStr HKLM "${UNINSTALL}" UninstallString '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" QuietUninstallString '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" NoModify 1
  WriteRegDWORD HKLM "${UNINSTALL}" NoRepair 1
SectionEnd

; The configuration stays: a machine that is set up again is the same machine.
Section Uninstall
  SetRegView 64
  SetShellVarContext all
  ${IfNot} ${FileExists} "$INSTDIR\${TITLE}.exe"
    SetErrorLevel 2
    Quit
  ${EndIf}
  !insertmacro EndProgram
  Delete "$SMPROGRAMS\${SHOWN}.lnk"
  RMDir /r "$INSTDIR"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
