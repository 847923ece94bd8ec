using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Reliability : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AlterColumn<string>(
                name: "detail",
                table: "unrouted_events",
                type: "json",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "jsonb");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_activity_at",
                table: "report_requests",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<int>(
                name: "sweeps",
                table: "report_requests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "review_reason",
                table: "payment_events",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "last_activity_at",
                table: "image_requests",
                type: "timestamp with time zone",
                nullable: false,
                defaultValueSql: "now()");

            migrationBuilder.AddColumn<int>(
                name: "sweeps",
                table: "image_requests",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AlterColumn<decimal>(
                name: "amount",
                table: "daily_sales",
                type: "numeric(38,0)",
                precision: 38,
                scale: 0,
                nullable: false,
                oldClrType: typeof(long),
                oldType: "bigint");

            migrationBuilder.CreateIndex(
                name: "ix_report_requests_last_activity_at",
                table: "report_requests",
                column: "last_activity_at",
                filter: "status IN ('QUEUED', 'PROCESSING')");

            migrationBuilder.CreateIndex(
                name: "ix_image_requests_last_activity_at",
                table: "image_requests",
                column: "last_activity_at",
                filter: "status IN ('QUEUED', 'PROCESSING')");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_report_requests_last_activity_at",
                table: "report_requests");

            migrationBuilder.DropIndex(
                name: "ix_image_requests_last_activity_at",
                table: "image_requests");

            migrationBuilder.DropColumn(
                name: "last_activity_at",
                table: "report_requests");

            migrationBuilder.DropColumn(
                name: "sweeps",
                table: "report_requests");

            migrationBuilder.DropColumn(
                name: "review_reason",
                table: "payment_events");

            migrationBuilder.DropColumn(
                name: "last_activity_at",
                table: "image_requests");

            migrationBuilder.DropColumn(
                name: "sweeps",
                table: "image_requests");

            migrationBuilder.AlterColumn<string>(
                name: "detail",
                table: "unrouted_events",
                type: "jsonb",
                nullable: false,
                oldClrType: typeof(string),
                oldType: "json");

            migrationBuilder.AlterColumn<long>(
                name: "amount",
                table: "daily_sales",
                type: "bigint",
                nullable: false,
                oldClrType: typeof(decimal),
                oldType: "numeric(38,0)",
                oldPrecision: 38,
                oldScale: 0);
        }
    }
}
