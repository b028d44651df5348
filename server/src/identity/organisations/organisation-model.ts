import type { OrganisationKind } from '@minjiang/shared/identity';
import {
  DataTypes,
  Model,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

export class OrganisationModel extends Model<
  InferAttributes<OrganisationModel>,
  InferCreationAttributes<OrganisationModel>
> {
  declare id: string;
  declare kind: OrganisationKind;
  declare name: string;
  declare creditCode: string | null;
  declare regionCode: string;
  declare createdAt: Date;

  static define(sequelize: Sequelize): typeof OrganisationModel {
    const bound = class Organisation extends OrganisationModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        kind: { type: DataTypes.TEXT, allowNull: false },
        name: { type: DataTypes.TEXT, allowNull: false },
        creditCode: DataTypes.TEXT,
        regionCode: { type: DataTypes.TEXT, allowNull: false },
        createdAt: { type: DataTypes.DATE, allowNull: false },
      },
      { sequelize, tableName: 'identity_organisations', underscored: true, timestamps: false },
    );
    return bound;
  }
}
