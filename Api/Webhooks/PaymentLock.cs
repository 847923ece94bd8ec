using Microsoft.EntityFrameworkCore;
using Platform.Data;

namespace Api.Webhooks;

internal static class PaymentLock
{
    // Of the space of locks with two keys; any number that no other use of them in this database takes.
    private const int Space = 0x5041_594D;

    /// <summary>
    /// Until the transaction ends, no other one places or refunds the order of this payment. A refund that finds no order, and a payment
    /// that finds no refund, would both be right and both be wrong a moment later; there is no row yet that one of them could lock.
    /// RDS Proxy pins no connection for it: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/rds-proxy-pinning.html.
    /// </summary>
    public static Task LockPaymentAsync(this AppDbContext db, string paymentId, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({Space}, hashtext({paymentId}))", cancellationToken);
}
