import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

export type AccountState = 'invited' | 'active' | 'suspended' | 'closed';

export class AccountModel extends Model<
  InferAttributes<AccountModel>,
  InferCreationAttributes<AccountModel>
> {
  declare id: string;
  declare userName: string | null;
  declare nameSealed: Buffer | null;
  declare phoneSealed: Buffer | null;
  declare phoneIndex: Buffer | null;
  declare idNumberSealed: Buffer | null;
  declare idNumberIndex: Buffer | null;
  declare emailSealed: Buffer | null;
  declare state: AccountState;
  declare passwordHash: string | null;
  declare preferredAssignmentId: CreationOptional<string | null>;
  declare largeText: CreationOptional<boolean>;
  declare createdAt: Date;
  declare lastSignInAt: CreationOptional<Date | null>;
  declare closedAt: CreationOptional<Date | null>;

  /** A class of its own for each database, so that two in one process never mix. */
  static define(sequelize: Sequelize): typeof AccountModel {
    const bound = class Account extends AccountModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        userName: DataTypes.TEXT,
        nameSealed: DataTypes.BLOB,
        phoneSealed: DataTypes.BLOB,
        phoneIndex: DataTypes.BLOB,
        idNumberSealed: DataTypes.BLOB,
        idNumberIndex: DataTypes.BLOB,
        emailSealed: DataTypes.BLOB,
        state: { type: DataTypes.TEXT, allowNull: false },
        passwordHash: DataTypes.TEXT,
        preferredAssignmentId: DataTypes.UUID,
        largeText: { type: DataTypes.BOOLEAN, defaultValue: false },
        createdAt: { type: DataTypes.DATE, allowNull: false },
        lastSignInAt: DataTypes.DATE,
        closedAt: DataTypes.DATE,
      },
      { sequelize, tableName: 'identity_accounts', underscored: true, timestamps: false },
    );
    return bound;
  }
}
