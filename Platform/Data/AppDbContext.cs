using Microsoft.EntityFrameworkCore;
using Platform.Data.Entities;

namespace Platform.Data;

/// <summary>
/// The application's database. Tables, columns and stored enum values are in snake_case and UPPER_CASE, for people with psql.
/// </summary>
public sealed class AppDbContext(DbContextOptions<AppDbContext> options) : DbContext(options)
{
    public DbSet<Product> Products => Set<Product>();

    public DbSet<Order> Orders => Set<Order>();

    public DbSet<User> Users => Set<User>();

    public DbSet<PaymentEvent> PaymentEvents => Set<PaymentEvent>();

    public DbSet<ReportRequest> ReportRequests => Set<ReportRequest>();

    public DbSet<ImageRequest> ImageRequests => Set<ImageRequest>();

    public DbSet<DailySales> DailySales => Set<DailySales>();

    public DbSet<ProcessedMessage> ProcessedMessages => Set<ProcessedMessage>();

    public DbSet<UnroutedEvent> UnroutedEvents => Set<UnroutedEvent>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>Set while rows for the outbox are saved but not committed; see <see cref="Platform.Outbox.OutboxInterceptor"/>.</summary>
    internal bool HasUncommittedOutbox { get; set; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        modelBuilder.UseSnakeCase();
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<OrderStatus>().HaveConversion<UpperCaseEnum<OrderStatus>>().HaveMaxLength(20);
        configurationBuilder.Properties<PaymentEventStatus>().HaveConversion<UpperCaseEnum<PaymentEventStatus>>().HaveMaxLength(20);
        configurationBuilder.Properties<WorkStatus>().HaveConversion<UpperCaseEnum<WorkStatus>>().HaveMaxLength(20);
        configurationBuilder.Properties<OutboxKind>().HaveConversion<UpperCaseEnum<OutboxKind>>().HaveMaxLength(20);
    }
}
