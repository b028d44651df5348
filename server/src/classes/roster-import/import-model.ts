import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

export class RosterImportModel extends Model<
  InferAttributes<RosterImportModel>,
  InferCreationAttributes<RosterImportModel>
> {
  declare id: string;
  declare classId: string;
  declare previewedBy: string;
  declare rowsSealed: Buffer | null;
  declare good: number;
  declare bad: number;
  declare previewedAt: Date;
  declare expiresAt: Date;
  declare acceptedAt: CreationOptional<Date | null>;

  static define(sequelize: Sequelize): typeof RosterImportModel {
    const bound = class RosterImport extends RosterImportModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        classId: { type: DataTypes.UUID, allowNull: false },
        previewedBy: { type: DataTypes.UUID, allowNull: false },
        rowsSealed: DataTypes.BLOB,
        good: { type: DataTypes.INTEGER, allowNull: false },
        bad: { type: DataTypes.INTEGER, allowNull: false },
        previewedAt: { type: DataTypes.DATE, allowNull: false },
        expiresAt: { type: DataTypes.DATE, allowNull: false },
        acceptedAt: DataTypes.DATE,
      },
      { sequelize, tableName: 'classes_roster_imports', underscored: true, timestamps: false },
    );
    return bound;
  }
}
