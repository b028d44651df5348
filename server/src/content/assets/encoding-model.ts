import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

/** One step of the ladder as it was really made. */
export interface Rendition {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Highest of any segment, as the master playlist must say. */
  readonly bitsPerSecond: number;
  readonly averageBitsPerSecond: number;
  readonly codecs: string;
  /** Initialisation vector of its segments, 32 hexadecimal digits. */
  readonly iv: string;
  /** Length of each segment in microseconds. */
  readonly segmentsUs: readonly number[];
}

/** One transcoding of an asset: immutable once ready. */
export class EncodingModel extends Model<
  InferAttributes<EncodingModel>,
  InferCreationAttributes<EncodingModel>
> {
  declare id: string;
  declare assetId: string;
  declare durationMs: CreationOptional<number>;
  declare renditions: CreationOptional<Rendition[]>;
  declare createdAt: Date;
  declare readyAt: CreationOptional<Date | null>;

  static define(sequelize: Sequelize): typeof EncodingModel {
    class Encoding extends EncodingModel {}
    Encoding.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        assetId: { type: DataTypes.UUID, allowNull: false },
        durationMs: { type: DataTypes.BIGINT, allowNull: false, defaultValue: 0 },
        renditions: { type: DataTypes.JSONB, allowNull: false, defaultValue: [] },
        createdAt: { type: DataTypes.DATE, allowNull: false },
        readyAt: DataTypes.DATE,
      },
      {
        sequelize,
        modelName: 'ContentEncoding',
        tableName: 'content_encodings',
        underscored: true,
        timestamps: false,
      },
    );
    return Encoding;
  }
}
