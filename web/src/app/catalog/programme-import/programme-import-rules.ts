const columns = ['course', 'chapter', 'lesson', 'kind', 'minutes', 'asset'];

/** Columns of the preview. @param named whether the file names its programmes */
export const columnsOf = (named: boolean): string[] => [...(named ? ['programme'] : []), ...columns];

/** A first name for the programme, out of the name of its file. */
export const nameFrom = (fileName: string): string => fileName.replace(/\.[^.]{1,5}$/, '').slice(0, 100);
