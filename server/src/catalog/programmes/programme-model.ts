import type { DraftChapter, DraftCourse, DraftLesson, StudyRules } from '@minjiang/shared/catalog';
import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

export interface Draft {
  readonly courses: readonly DraftCourse[];
  readonly rules: StudyRules;
}

/** A draft as it lies in the database: what was added to its shape since it was saved is missing in it. */
export interface StoredDraft {
  readonly courses: readonly StoredCourse[];
  readonly rules: Partial<StudyRules>;
}

type Before<T, Added extends keyof T> = Omit<T, Added> & Partial<Pick<T, Added>>;
type StoredLesson<T = DraftLesson> = T extends DraftLesson ? Before<T, 'questions'> : never;
type StoredChapter = Omit<DraftChapter, 'lessons'> & { readonly lessons: readonly StoredLesson[] };
type StoredCourse = Omit<DraftCourse, 'chapters'> & { readonly chapters: readonly StoredChapter[] };

export class ProgrammeModel extends Model<
  InferAttributes<ProgrammeModel>,
  InferCreationAttributes<ProgrammeModel>
> {
  declare id: string;
  declare organisationId: string;
  declare name: string;
  declare occupationCode: string | null;
  declare draft: StoredDraft;
  declare draftLessons: CreationOptional<number>;
  declare revision: CreationOptional<number>;
  declare publishedRevision: CreationOptional<number | null>;
  declare latestVersionId: CreationOptional<string | null>;
  declare createdAt: Date;
  declare changedAt: Date;

  static define(sequelize: Sequelize): typeof ProgrammeModel {
    const bound = class Programme extends ProgrammeModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        organisationId: { type: DataTypes.UUID, allowNull: false },
        name: { type: DataTypes.TEXT, allowNull: false },
        occupationCode: DataTypes.TEXT,
        draft: { type: DataTypes.JSONB, allowNull: false },
        draftLessons: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
        revision: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
        publishedRevision: DataTypes.INTEGER,
        latestVersionId: DataTypes.UUID,
        createdAt: { type: DataTypes.DATE, allowNull: false },
        changedAt: { type: DataTypes.DATE, allowNull: false },
      },
      { sequelize, tableName: 'catalog_programmes', underscored: true, timestamps: false },
    );
    return bound;
  }
}
