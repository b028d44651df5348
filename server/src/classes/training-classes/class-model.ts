import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

export class ClassModel extends Model<InferAttributes<ClassModel>, InferCreationAttributes<ClassModel>> {
  declare id: string;
  declare organisationId: string;
  declare name: string;
  declare programmeId: string;
  declare programmeVersionId: CreationOptional<string | null>;
  declare versionNumber: CreationOptional<number | null>;
  declare pinnedName: CreationOptional<string | null>;
  declare opensOn: string;
  declare closesOn: string;
  declare lastRosterNumber: CreationOptional<number>;
  declare createdAt: Date;
  declare openedAt: CreationOptional<Date | null>;

  static define(sequelize: Sequelize): typeof ClassModel {
    const bound = class TrainingClass extends ClassModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        organisationId: { type: DataTypes.UUID, allowNull: false },
        name: { type: DataTypes.TEXT, allowNull: false },
        programmeId: { type: DataTypes.UUID, allowNull: false },
        programmeVersionId: DataTypes.UUID,
        versionNumber: DataTypes.INTEGER,
        pinnedName: DataTypes.TEXT,
        opensOn: { type: DataTypes.DATEONLY, allowNull: false },
        closesOn: { type: DataTypes.DATEONLY, allowNull: false },
        lastRosterNumber: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
        createdAt: { type: DataTypes.DATE, allowNull: false },
        openedAt: DataTypes.DATE,
      },
      { sequelize, tableName: 'classes_classes', underscored: true, timestamps: false },
    );
    return bound;
  }
}
