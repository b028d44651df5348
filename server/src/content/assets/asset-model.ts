import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';
import type { AssetKind, AssetReason, AssetState } from '@minjiang/shared/content';

/** A stored file and what was derived from it. */
export class AssetModel extends Model<InferAttributes<AssetModel>, InferCreationAttributes<AssetModel>> {
  declare id: string;
  declare organisationId: string;
  declare kind: AssetKind;
  declare name: string;
  declare state: AssetState;
  declare reason: CreationOptional<AssetReason | null>;
  declare percent: CreationOptional<number>;
  declare sizeBytes: number;
  /** Everything in the storage that was made from the original. */
  declare derivedBytes: CreationOptional<number>;
  declare sha256: CreationOptional<string | null>;
  declare durationMs: CreationOptional<number | null>;
  declare width: CreationOptional<number | null>;
  declare height: CreationOptional<number | null>;
  declare encodingId: CreationOptional<string | null>;
  declare createdBy: string;
  declare createdAt: Date;
  declare changedAt: Date;
  declare closedAt: CreationOptional<Date | null>;

  /** A class of its own for each database, so that several may be open in one process. */
  static define(sequelize: Sequelize): typeof AssetModel {
    class Asset extends AssetModel {}
    Asset.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        organisationId: { type: DataTypes.UUID, allowNull: false },
        kind: { type: DataTypes.TEXT, allowNull: false },
        name: { type: DataTypes.TEXT, allowNull: false },
        state: { type: DataTypes.TEXT, allowNull: false },
        reason: DataTypes.TEXT,
        percent: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
        sizeBytes: { type: DataTypes.BIGINT, allowNull: false },
        derivedBytes: { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 },
        sha256: { type: DataTypes.TEXT, field: 'sha256' },
        durationMs: DataTypes.BIGINT,
        width: DataTypes.INTEGER,
        height: DataTypes.INTEGER,
        encodingId: DataTypes.UUID,
        createdBy: { type: DataTypes.UUID, allowNull: false },
        createdAt: { type: DataTypes.DATE, allowNull: false },
        changedAt: { type: DataTypes.DATE, allowNull: false },
        closedAt: DataTypes.DATE,
      },
      {
        sequelize,
        modelName: 'ContentAsset',
        tableName: 'content_assets',
        underscored: true,
        timestamps: false,
      },
    );
    return Asset;
  }
}
