import type { LessonKind, StudyRules } from '@minjiang/shared/catalog';
import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { VersionCourse } from './programme-version.ts';

export class VersionModel extends Model<
  InferAttributes<VersionModel>,
  InferCreationAttributes<VersionModel>
> {
  declare id: string;
  declare programmeId: string;
  declare number: number;
  declare name: string;
  declare occupationCode: string | null;
  declare structure: { readonly courses: readonly VersionCourse[] };
  declare rules: StudyRules;
  declare ruleSetId: string;
  declare lessons: number;
  declare durationMs: number;
  declare publishedAt: Date;
  declare publishedBy: string | null;

  static define(sequelize: Sequelize): typeof VersionModel {
    const bound = class Version extends VersionModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        programmeId: { type: DataTypes.UUID, allowNull: false },
        number: { type: DataTypes.INTEGER, allowNull: false },
        name: { type: DataTypes.TEXT, allowNull: false },
        occupationCode: DataTypes.TEXT,
        structure: { type: DataTypes.JSONB, allowNull: false },
        rules: { type: DataTypes.JSONB, allowNull: false },
        ruleSetId: { type: DataTypes.UUID, allowNull: false },
        lessons: { type: DataTypes.INTEGER, allowNull: false },
        durationMs: { type: DataTypes.BIGINT, allowNull: false },
        publishedAt: { type: DataTypes.DATE, allowNull: false },
        publishedBy: DataTypes.UUID,
      },
      { sequelize, tableName: 'catalog_versions', underscored: true, timestamps: false },
    );
    return bound;
  }
}

export class LessonVersionModel extends Model<
  InferAttributes<LessonVersionModel>,
  InferCreationAttributes<LessonVersionModel>
> {
  declare id: string;
  declare lessonId: string;
  declare programmeId: string;
  declare firstVersionId: string;
  declare kind: LessonKind;
  declare contentKey: string;
  declare durationMs: number;
  declare assetId: string | null;
  declare encodingId: string | null;

  static define(sequelize: Sequelize): typeof LessonVersionModel {
    const bound = class StoredLessonVersion extends LessonVersionModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        lessonId: { type: DataTypes.UUID, allowNull: false },
        programmeId: { type: DataTypes.UUID, allowNull: false },
        firstVersionId: { type: DataTypes.UUID, allowNull: false },
        kind: { type: DataTypes.TEXT, allowNull: false },
        contentKey: { type: DataTypes.TEXT, allowNull: false },
        durationMs: { type: DataTypes.BIGINT, allowNull: false },
        assetId: DataTypes.UUID,
        encodingId: DataTypes.UUID,
      },
      { sequelize, tableName: 'catalog_lesson_versions', underscored: true, timestamps: false },
    );
    return bound;
  }
}
