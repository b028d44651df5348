export { AssetBook } from './asset-book.ts';
export { sizeOf, stateLook } from './asset-words.ts';
export { previewed } from './assets/preview-dialog.ts';
export { pickAsset } from './picker/asset-picker.ts';
