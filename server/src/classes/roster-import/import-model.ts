import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { ImportState, ImportStep } from '@minjiang/shared/classes';

export class RosterImportModel extends Model<
  InferAttributes<RosterImportModel>,
  InferCreationAttributes<RosterImportModel>
> {
  declare id: string;
  declare classId: string;
  declare previewedBy: string;
  declare nameSealed: Buffer;
  /** `expired` is no state that is kept: time alone brings it about. */
  declare state: Exclude<ImportState, 'expired'>;
  declare step: CreationOptional<ImportStep | null>;
  declare percent: CreationOptional<number>;
  declare fault: CreationOptional<string | null>;
  declare good: number;
  declare bad: number;
  declare enrolled: CreationOptional<number | null>;
  declare previewedAt: Date;
  declare expiresAt: Date;
  declare decidedBy: CreationOptional<string | null>;
  declare acceptedAt: CreationOptional<Date | null>;

  static define(sequelize: Sequelize): typeof RosterImportModel {
    const bound = class RosterImport extends RosterImportModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        classId: { type: DataTypes.UUID, allowNull: false },
        previewedBy: { type: DataTypes.UUID, allowNull: false },
        nameSealed: { type: DataTypes.BLOB, allowNull: false },
        state: { type: DataTypes.TEXT, allowNull: false },
        step: DataTypes.TEXT,
        percent: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
        fault: DataTypes.TEXT,
        good: { type: DataTypes.INTEGER, allowNull: false },
        bad: { type: DataTypes.INTEGER, allowNull: false },
        enrolled: DataTypes.INTEGER,
        previewedAt: { type: DataTypes.DATE, allowNull: false },
        expiresAt: { type: DataTypes.DATE, allowNull: false },
        decidedBy: DataTypes.UUID,
        acceptedAt: DataTypes.DATE,
      },
      { sequelize, tableName: 'classes_roster_imports', underscored: true, timestamps: false },
    );
    return bound;
  }
}
