import type { EnrolmentState } from '@minjiang/shared/classes';
import {
  DataTypes,
  Model,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
  type Sequelize,
} from 'sequelize';

export class EnrolmentModel extends Model<
  InferAttributes<EnrolmentModel>,
  InferCreationAttributes<EnrolmentModel>
> {
  declare id: string;
  declare classId: string;
  declare accountId: string;
  declare rosterNumber: number;
  declare state: EnrolmentState;
  declare employerId: string | null;
  declare importId: CreationOptional<string | null>;
  declare enrolledAt: Date;
  declare changedAt: Date;

  static define(sequelize: Sequelize): typeof EnrolmentModel {
    const bound = class Enrolment extends EnrolmentModel {};
    bound.init(
      {
        id: { type: DataTypes.UUID, primaryKey: true },
        classId: { type: DataTypes.UUID, allowNull: false },
        accountId: { type: DataTypes.UUID, allowNull: false },
        rosterNumber: { type: DataTypes.INTEGER, allowNull: false },
        state: { type: DataTypes.TEXT, allowNull: false },
        employerId: DataTypes.UUID,
        importId: DataTypes.UUID,
        enrolledAt: { type: DataTypes.DATE, allowNull: false },
        changedAt: { type: DataTypes.DATE, allowNull: false },
      },
      { sequelize, tableName: 'classes_enrolments', underscored: true, timestamps: false },
    );
    return bound;
  }
}
