using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Platform.Data.Entities;

namespace Platform.Data;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> product)
    {
        product.Property(p => p.Id).HasMaxLength(100);
        product.Property(p => p.Currency).HasMaxLength(3);
        product.ToTable(table => table.HasCheckConstraint("products_inventory_not_negative", "inventory >= 0"));
        product.HasData(Seed.Products);
    }
}

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public void Configure(EntityTypeBuilder<Order> order)
    {
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Currency).HasMaxLength(3);
        order.Property(o => o.RefundedAmount).HasDefaultValue(0L);
        order.HasIndex(o => o.PaymentIntentId).IsUnique();
        order.HasIndex(o => o.CreatedAt);
        order.HasMany(o => o.Lines).WithOne().HasForeignKey(line => line.OrderId);
    }
}

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> line)
    {
        line.ToTable("order_lines");
        line.HasKey(l => new { l.OrderId, l.ProductId });
        line.Property(l => l.ProductId).HasMaxLength(100);
        line.HasOne<Product>().WithMany().HasForeignKey(l => l.ProductId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PaymentEventConfiguration : IEntityTypeConfiguration<PaymentEvent>
{
    public void Configure(EntityTypeBuilder<PaymentEvent> paymentEvent)
    {
        paymentEvent.HasKey(e => new { e.Provider, e.EventId });
        // json, not jsonb: kept as it came, and jsonb refuses some valid documents (\u0000).
        paymentEvent.Property(e => e.Payload).HasColumnType("json");
        paymentEvent.HasIndex(e => e.OrderId);
        paymentEvent.HasIndex(e => e.PaymentIntentId).HasFilter("status = 'WAITING'");
    }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user)
    {
        user.Property(u => u.Id).ValueGeneratedNever();
        user.Property(u => u.Email).HasMaxLength(254);
        user.Property(u => u.Name).HasMaxLength(200);
        user.Property<string>("EmailKey").HasComputedColumnSql("lower(email)", stored: true);
        user.HasIndex("EmailKey").IsUnique();
    }
}

internal sealed class ReportRequestConfiguration : IEntityTypeConfiguration<ReportRequest>
{
    /// <summary>What the sweep looks at: a few rows of many.</summary>
    public const string Unfinished = "status IN ('QUEUED', 'PROCESSING')";

    public void Configure(EntityTypeBuilder<ReportRequest> report)
    {
        report.Property(r => r.Id).ValueGeneratedNever();

        // FROM and TO would have to be quoted in every query by hand.
        report.Property(r => r.From).HasColumnName("from_day");
        report.Property(r => r.To).HasColumnName("to_day");
        report.HasIndex(r => r.LastActivityAt).HasFilter(Unfinished);
    }
}

internal sealed class ImageRequestConfiguration : IEntityTypeConfiguration<ImageRequest>
{
    public void Configure(EntityTypeBuilder<ImageRequest> image)
    {
        image.Property(i => i.Id).ValueGeneratedNever();
        image.OwnsMany(i => i.Variants, variants => variants.ToJson("variants"));
        image.HasIndex(i => i.LastActivityAt).HasFilter(ReportRequestConfiguration.Unfinished);
    }
}

internal sealed class DailySalesConfiguration : IEntityTypeConfiguration<DailySales>
{
    public void Configure(EntityTypeBuilder<DailySales> sales)
    {
        sales.HasKey(s => new { s.Day, s.Currency });
        sales.Property(s => s.Currency).HasMaxLength(3);
        sales.Property(s => s.Amount).HasPrecision(38, 0);
    }
}

internal sealed class ProcessedMessageConfiguration : IEntityTypeConfiguration<ProcessedMessage>
{
    public void Configure(EntityTypeBuilder<ProcessedMessage> message) => message.HasKey(m => new { m.Consumer, m.MessageId });
}

internal sealed class UnroutedEventConfiguration : IEntityTypeConfiguration<UnroutedEvent>
{
    public void Configure(EntityTypeBuilder<UnroutedEvent> unrouted)
    {
        unrouted.HasKey(e => e.EventId);
        // As it came: see the payload of payment events.
        unrouted.Property(e => e.Detail).HasColumnType("json");
    }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        message.ToTable("outbox_messages");
        message.Property(m => m.Id).ValueGeneratedNever();
        message.HasIndex(m => m.NextAttemptAt);
    }
}
