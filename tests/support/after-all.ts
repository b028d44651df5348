import { strikeStage } from './stage.ts';

afterAll(strikeStage, 30_000);
