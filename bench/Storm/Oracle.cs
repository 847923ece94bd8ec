using System.Text.Json.Nodes;
using Npgsql;

namespace Serverless.Bench.Storm;

/// <summary>Compares what was acknowledged with what is there, when everything has come to rest.</summary>
internal sealed class Oracle(Site site, Traffic traffic, CancellationToken cancellation) : IDisposable
{
    // The emulator takes any
    private const string Signature =
        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, SignedHeaders=host, Signature=0";

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1),
        Limit = TimeSpan.FromMinutes(15);

    private readonly HttpClient _http = new() { BaseAddress = site.Aws, Timeout = TimeSpan.FromMinutes(2) };

    /// <summary>Until nothing is under way any more.</summary>
    /// <returns>How long that took, and what was still under way at the limit.</returns>
    public async Task<(TimeSpan Took, string? Left)> RestAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var left = await LeftAsync();
            var took = TimeProvider.System.GetElapsedTime(began);
            if (left is null || took > Limit)
                return (took, left);
            await Task.Delay(Look, TimeProvider.System, cancellation);
        }
    }

    public async Task<IReadOnlyList<Finding>> CompareAsync()
    {
        await using var db = await site.OpenDatabaseAsync(cancellation);
        var findings = new List<Finding>();
        await OrdersAsync(db, findings);
        await StockAsync(db, findings);
        findings.Add(await MailsAsync());
        findings.Add(await ReportsAsync(db));
        findings.Add(await SessionsAsync());
        findings.Add(await DeadLettersAsync());
        return findings;
    }

    private List<Payment> Taken() => [.. traffic.Payments.Where(payment => traffic.Orders.ContainsKey(payment.Number))];

    private async Task<string?> LeftAsync()
    {
        await using var db = await site.OpenDatabaseAsync(cancellation);
        var outbox = await CountAsync(db, "SELECT count(*) FROM outbox_messages");
        var reports = await CountAsync(db, "SELECT count(*) FROM report_requests WHERE status IN ('QUEUED', 'PROCESSING')");
        var messages = (await QueuesAsync()).Where(queue => !queue.IsDeadLetter).Sum(queue => queue.Messages);
        return outbox + reports + messages == 0 ? null : $"{outbox} in the outbox, {reports} reports, {messages} messages";
    }

    private async Task OrdersAsync(NpgsqlConnection db, List<Finding> findings)
    {
        var orders = new Dictionary<string, (string Id, long Amount, int Count)>();
        const string ByPayment = "SELECT payment_intent_id, min(id::text), min(amount), count(*)::int FROM orders GROUP BY 1";
        await using (var reader = await QueryAsync(db, ByPayment))
            while (await reader.ReadAsync(cancellation))
                orders[reader.GetString(0)] = (reader.GetString(1), reader.GetInt64(2), reader.GetInt32(3));
        var taken = Taken();
        var lost = taken.Count(payment =>
            !orders.TryGetValue(payment.IntentId, out var order)
            || order.Id != traffic.Orders[payment.Number]
            || order.Amount != payment.Amount
        );
        findings.Add(new("orders", taken.Count, lost, orders.Values.Sum(order => order.Count - 1)));
        findings.Add(new("payments without an answer", traffic.Payments.Count, traffic.Payments.Count - taken.Count, 0));
        var events = await CountAsync(db, "SELECT count(*) FROM payment_events");
        findings.Add(new("payment events", taken.Count, Math.Max(0, taken.Count - events), Math.Max(0, events - taken.Count)));
        var (sold, amount) = await PairAsync(db, "SELECT count(*), coalesce(sum(amount), 0) FROM orders");
        var (seen, sum) = await PairAsync(db, "SELECT coalesce(sum(orders), 0), coalesce(sum(amount), 0) FROM daily_sales");
        findings.Add(new("orders in the daily sales", sold, Math.Max(0, sold - seen), Math.Max(0, seen - sold)));
        findings.Add(new("cents in the daily sales", amount, Math.Max(0, amount - sum), Math.Max(0, sum - amount)));
    }

    private async Task StockAsync(NpgsqlConnection db, List<Finding> findings)
    {
        var wanted = Taken().Sum(payment => (long)payment.Products.Count);
        var lines = await CountAsync(db, "SELECT coalesce(sum(quantity), 0) FROM order_lines");
        findings.Add(new("pieces ordered", wanted, Math.Max(0, wanted - lines), Math.Max(0, lines - wanted)));
        const string Stock =
            "SELECT (SELECT coalesce(sum(quantity - backordered), 0) FROM order_lines), (SELECT sum(inventory) FROM products)";
        // What a new database has
        const long Seeded = 7525;
        var (delivered, stock) = await PairAsync(db, Stock);
        var gone = Seeded - stock;
        findings.Add(new("pieces out of stock", delivered, Math.Max(0, delivered - gone), Math.Max(0, gone - delivered)));
    }

    private async Task<Finding> MailsAsync()
    {
        var (lost, twice) = (0, 0);
        var taken = Taken();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellation };
        await Parallel.ForEachAsync(taken, parallel, async (payment, token) =>
        {
            var mails = JsonNode.Parse(await _http.GetStringAsync($"/_localcloud/mail?limit=100&to={payment.Email}", token))!.AsArray();
            var count = mails.Count(mail => ((string)mail!["subject"]!).StartsWith("Your order", StringComparison.Ordinal));
            if (count == 0)
                Interlocked.Increment(ref lost);
            if (count > 1)
                Interlocked.Add(ref twice, count - 1);
        });
        return new("confirmations by mail", taken.Count, lost, twice);
    }

    private async Task<Finding> ReportsAsync(NpgsqlConnection db)
    {
        var completed = new HashSet<string>();
        await using (var reader = await QueryAsync(db, "SELECT id::text FROM report_requests WHERE status = 'COMPLETED'"))
            while (await reader.ReadAsync(cancellation))
                completed.Add(reader.GetString(0));
        var broken = 0;
        foreach (var id in traffic.Reports)
            if (!completed.Contains(id) || !await IsWholeAsync(id))
                broken++;
        return new("reports, whole", traffic.Reports.Count, broken, 0);
    }

    private async Task<bool> IsWholeAsync(string id)
    {
        using var api = new HttpClient { BaseAddress = site.Api };
        var report = JsonNode.Parse(await api.GetStringAsync($"/api/exports/report/{id}", cancellation))!;
        var pdf = await api.GetByteArrayAsync((string)report["downloadUrl"]!, cancellation);
        return pdf.AsSpan().StartsWith("%PDF"u8) && pdf.AsSpan(^32..).IndexOf("%%EOF"u8) >= 0;
    }

    private async Task<Finding> SessionsAsync()
    {
        using var api = new HttpClient { BaseAddress = site.Api };
        var lost = 0;
        foreach (var (id, text) in traffic.Sessions)
        {
            using var get = new HttpRequestMessage(HttpMethod.Get, "/api/sessions");
            get.Headers.Add("x-session-id", id);
            using var response = await api.SendAsync(get, cancellation);
            var stored = await response.Content.ReadAsStringAsync(cancellation);
            if (!response.IsSuccessStatusCode || !stored.Contains(text, StringComparison.Ordinal))
                lost++;
        }
        return new("sessions", traffic.Sessions.Count, lost, 0);
    }

    private async Task<Finding> DeadLettersAsync() =>
        new("messages in dead-letter queues", 0, (await QueuesAsync()).Where(queue => queue.IsDeadLetter).Sum(queue => queue.Messages), 0);

    private async Task<IReadOnlyList<(bool IsDeadLetter, long Messages)>> QueuesAsync()
    {
        var urls = (await SqsAsync("ListQueues", []))["QueueUrls"]!.AsArray().Select(url => (string)url!).ToList();
        var queues = new List<(bool, long)>();
        foreach (var url in urls)
        {
            var answer = await SqsAsync("GetQueueAttributes", new() { ["QueueUrl"] = url, ["AttributeNames"] = new JsonArray("All") });
            var counts = answer["Attributes"]!
                .AsObject()
                .Where(attribute => attribute.Key.StartsWith("ApproximateNumberOfMessages", StringComparison.Ordinal));
            queues.Add((url.Contains("DeadLetter", StringComparison.Ordinal), counts.Sum(count => long.Parse((string)count.Value!, null))));
        }
        return queues;
    }

    private async Task<JsonNode> SqsAsync(string operation, JsonObject input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent(input.ToJsonString()) };
        request.Content.Headers.ContentType = new("application/x-amz-json-1.0");
        request.Headers.Add("X-Amz-Target", $"AmazonSQS.{operation}");
        request.Headers.TryAddWithoutValidation("Authorization", Signature);
        using var response = await _http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellation))!;
    }

    private async Task<NpgsqlDataReader> QueryAsync(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        return await command.ExecuteReaderAsync(cancellation);
    }

    private async Task<long> CountAsync(NpgsqlConnection db, string sql)
    {
        await using var command = new NpgsqlCommand(sql, db);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellation), null);
    }

    private async Task<(long First, long Second)> PairAsync(NpgsqlConnection db, string sql)
    {
        await using var reader = await QueryAsync(db, sql);
        await reader.ReadAsync(cancellation);
        return (Convert.ToInt64(reader.GetValue(0), null), Convert.ToInt64(reader.GetValue(1), null));
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>One comparison.</summary>
/// <param name="Expected">As many as were acknowledged.</param>
/// <param name="Lost">Of these, what is not there, or is not right.</param>
/// <param name="Doubled">What is there beyond them.</param>
internal sealed record Finding(string What, long Expected, long Lost, long Doubled);
