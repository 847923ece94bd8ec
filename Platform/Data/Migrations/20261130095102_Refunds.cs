using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Platform.Data.Migrations
{
    /// <inheritdoc />
    public partial class Refunds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "payment_intent_id",
                table: "payment_events",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "refunded_amount",
                table: "orders",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateIndex(
                name: "ix_payment_events_payment_intent_id",
                table: "payment_events",
                column: "payment_intent_id",
                filter: "status = 'WAITING'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_payment_events_payment_intent_id",
                table: "payment_events");

            migrationBuilder.DropColumn(
                name: "payment_intent_id",
                table: "payment_events");

            migrationBuilder.DropColumn(
                name: "refunded_amount",
                table: "orders");
        }
    }
}
