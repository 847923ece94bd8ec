using Platform.Data;
using Platform.Data.Entities;

namespace ReportWorker.Reports;

/// <summary>
/// What a report shows: the orders placed from <paramref name="From"/> to <paramref name="To"/>, both days included, in UTC.
/// </summary>
internal sealed record SalesReport(DateOnly From, DateOnly To, IReadOnlyList<SalesLine> Lines)
{
    public IEnumerable<CurrencyTotal> Totals =>
        Lines
            .GroupBy(line => line.Currency)
            .Select(group => new CurrencyTotal(
                group.Key,
                group.Count(),
                group.Count(line => line.IsRefunded),
                group.Sum(line => (decimal)line.Amount)
            ))
            .OrderByDescending(total => total.Orders)
            .ThenBy(total => total.Currency, StringComparer.Ordinal);

    /// <summary>Revenue in <paramref name="currency"/> over time: a bar a day, or a month where days would be too thin to see.</summary>
    public IReadOnlyList<Bar> Revenue(string currency)
    {
        var byMonth = To.DayNumber - From.DayNumber >= 62;
        DateOnly Start(DateOnly day) => byMonth ? new DateOnly(day.Year, day.Month, 1) : day;
        DateOnly Next(DateOnly day) => byMonth ? day.AddMonths(1) : day.AddDays(1);

        var sums = Lines
            .Where(line => line.Currency == currency)
            .GroupBy(line => Start(line.Day))
            .ToDictionary(group => group.Key, group => group.Sum(line => (decimal)line.Amount));

        var bars = new List<Bar>();
        for (var day = Start(From); day <= To; day = Next(day))
            bars.Add(new Bar(day.ToString(byMonth ? "yyyy-MM" : "MM-dd"), sums.GetValueOrDefault(day)));
        return bars;
    }
}

/// <param name="Amount">What was paid less what has been refunded, in the currency's minor unit.</param>
internal sealed record SalesLine(Guid OrderId, DateTimeOffset PlacedAt, string Status, long Amount, string Currency)
{
    public bool IsRefunded => Status == StoredEnum.Name(OrderStatus.Refunded);

    public DateOnly Day => DateOnly.FromDateTime(PlacedAt.UtcDateTime);
}

/// <param name="Refunded">How many of the orders were refunded in full.</param>
/// <param name="Amount">In the currency's minor unit; a sum of longs can be more than a long.</param>
internal sealed record CurrencyTotal(string Currency, int Orders, int Refunded, decimal Amount);

internal sealed record Bar(string Label, decimal Value);
