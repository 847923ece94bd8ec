using System.Globalization;
using LocalCloud.Cost.Around;
using LocalCloud.Cost.Measuring;
using LocalCloud.Cost.Month;
using LocalCloud.Cost.Report;
using LocalCloud.Cost.Suggestions;
using LocalCloud.Prices;
using LocalCloud.Prices.Fixed;

namespace LocalCloud.Cost;

/// <summary>From what was seen to what it costs.</summary>
internal sealed class Reckoning
{
    private const decimal DefaultRequestsPerMonth = 1_000_000;

    private readonly CostRequest _request;
    private readonly RegionPrices _prices;
    private readonly TemplateView _template;
    private readonly IReadOnlyList<FunctionMeasurement> _functions;
    private readonly UsageReading _usage;
    private readonly Window _window;
    private readonly decimal? _requests;
    private readonly decimal _requestsPerMonth;

    // How often the window's traffic goes into the month
    private readonly decimal _scale;

    public Reckoning(
        CostRequest request,
        RegionPrices prices,
        TemplateView template,
        IReadOnlyList<FunctionMeasurement> functions,
        UsageReading usage,
        Window window,
        bool isLocal
    )
    {
        (_request, _prices, _template, _functions, _window) = (request, prices, template, functions, window);
        var invocations = functions.Sum(f => f.WithTraffic);
        _requests = usage.HttpRequests ?? (invocations > 0 ? invocations : null);
        _requestsPerMonth = request.RequestsPerMonth
            ?? (isLocal || _requests is null ? DefaultRequestsPerMonth : Math.Round(_requests.Value * window.PerMonth));
        _scale = _requests is { } seen ? _requestsPerMonth / seen : 0;
        _usage = usage.Services.Count > 0 ? usage : AssumedUsage.Of(template, _requestsPerMonth);
    }

    public CostReport Report(string stack, string place, PriceList list)
    {
        var months = Month(_scale, f => f.ScheduledPerHour * Price.HoursPerMonth, Price.HoursPerMonth * 3600);
        var windows = Month(1, f => f.Scheduled, (decimal)_window.Length.TotalSeconds);
        var rows = _functions.Zip(months, windows).Select(f => new FunctionRow(f.First, f.Second, f.Third)).ToList();
        var around = _usage
            .Services.GroupBy(s => (s.Service, s.Unit, s.Price, s.ByTime))
            .Select(Around)
            .OrderBy(a => a.Service, StringComparer.Ordinal)
            .ToList();
        var @fixed = FixedCosts.Of(_template, _prices, withPolls: _usage.Source != UsageSource.Metrics);
        return new()
        {
            Stack = stack,
            Place = place,
            Region = _prices.Region,
            PricesDate = list.Date,
            PricesSource = list.Source,
            Window = _window,
            Requests = _requests,
            RequestsAre = _usage is { Source: UsageSource.Assumed } or { HttpRequests: null } ? "invocations" : "requests to the HTTP API",
            RequestsPerMonth = _requestsPerMonth,
            Functions = rows,
            Around = around,
            AroundSource = _usage.Source,
            Fixed = @fixed,
            Units = [.. _request.Units.Select(unit => Unit(unit, rows, around))],
            Suggestions = [.. AllSuggestions.Of(new(rows, _usage, _prices, _window, _scale)).OrderByDescending(s => s.SavingPerMonth ?? 0)],
            Notes = [.. Notes(around, @fixed)],
        };
    }

    /// <param name="scale">Of what comes with traffic.</param>
    /// <param name="scheduled">What comes with time, and is not scaled.</param>
    /// <param name="provisionedSeconds">For which environments are kept ready.</param>
    private IReadOnlyList<FunctionMonth> Month(decimal scale, Func<FunctionMeasurement, decimal> scheduled, decimal provisionedSeconds) =>
        LambdaMonth.Of([.. _functions.Select(f => Load(f, scale, scheduled(f), provisionedSeconds))], _prices.Lambda);

    private FunctionLoad Load(FunctionMeasurement measured, decimal scale, decimal scheduled, decimal provisionedSeconds)
    {
        var facts = measured.Facts;
        return new(facts.Name, facts.Arm, facts.MemoryMb, (measured.WithTraffic * scale) + scheduled, measured.GigabyteSecondsEach)
        {
            EphemeralMb = facts.EphemeralMb,
            BilledMsEach = (decimal?)measured.Billed?.Average,
            ProvisionedEnvironments = facts.ProvisionedEnvironments,
            ProvisionedSeconds = provisionedSeconds,
            ProvisionedShare = measured.ProvisionedShare,
            StreamedGigabytes = _usage.Streamed.GetValueOrDefault(facts.Name) * scale,
        };
    }

    private AroundRow Around(IGrouping<(string Service, string Unit, string Price, bool ByTime), ServiceUsage> group)
    {
        var (service, unit, price, byTime) = group.Key;
        var quantity = group.Sum(s => s.Quantity);
        if (!_prices.Has(price))
            return new(service, unit, quantity, null, null, byTime);
        if (_usage.Source == UsageSource.Assumed)
            return new(service, unit, quantity, null, _prices.Cost(price, quantity), byTime);
        var month = quantity * (byTime ? _window.PerMonth : _scale);
        return new(service, unit, quantity, _prices.Cost(price, quantity), _prices.Cost(price, month), byTime);
    }

    private UnitCost Unit(BusinessUnit unit, IReadOnlyList<FunctionRow> rows, IReadOnlyList<AroundRow> around)
    {
        var count = unit.Count ?? (unit.IsRoute ? RouteCount(unit) : FunctionCount(unit));
        var parts = rows.Select(r => ($"Lambda {r.Measured.Facts.Name}", WithTraffic(r)))
            .Concat(around.Where(a => !a.ByTime).Select(a => (a.Service, a.InWindow ?? 0)))
            .Where(p => p.Item2 > 0 && count > 0)
            .Select(p => (p.Item1, p.Item2 / count))
            .OrderByDescending(p => p.Item2)
            .ToList();
        decimal? dollars = count == 0 ? null : parts.Sum(p => p.Item2);
        return new(unit.Name, unit.CountedBy, count, dollars, parts) { IsGiven = unit.Count is not null };
    }

    // A warm-up is no order's
    private static decimal WithTraffic(FunctionRow row) =>
        row.Measured.Scheduled == 0 ? row.Window.Variable : row.Window.Variable * row.Measured.WithTraffic / row.Measured.Invocations;

    private decimal RouteCount(BusinessUnit unit)
    {
        if (_usage.Routes.TryGetValue(unit.CountedBy, out var count))
            return count;
        throw Wrong(
            unit,
            _usage.Source != UsageSource.Counted ? $"only LocalCloud counts by route; give a function, as in {unit.Name}=FUNCTION"
                : _usage.Routes.Count == 0 ? "no request to this route was counted"
                : $"no request to this route was counted, only to {string.Join(", ", _usage.Routes.Keys.Order().Select(r => $"'{r}'"))}"
        );
    }

    private static CostException Wrong(BusinessUnit unit, string what) =>
        new($"--unit {unit.Name}={unit.CountedBy}: {what}.", CostExitCodes.BadInput);

    // By the function's name, its logical id, or the end of its name: STACK-webhooks is webhooks
    private decimal FunctionCount(BusinessUnit unit)
    {
        var found = _functions.Where(f => f.Facts.Name == unit.CountedBy || f.Facts.LogicalId == unit.CountedBy).ToList();
        if (found.Count == 0)
            found = [.. _functions.Where(f => f.Facts.Name.EndsWith($"-{unit.CountedBy}", StringComparison.Ordinal))];
        if (found.Count == 1)
            return found[0].WithTraffic;
        throw Wrong(
            unit,
            $"there is {(found.Count == 0 ? "no" : "more than one")} function of this name; "
                + $"there are {string.Join(", ", _functions.Select(f => f.Facts.Name))}"
        );
    }

    private IEnumerable<string> Notes(IReadOnlyList<AroundRow> around, IReadOnlyList<FixedCost> @fixed)
    {
        if (_requests is null)
        {
            yield return "Nothing ran in this window: what comes with traffic is not in the sum. "
                + "Send some and ask again, or look further back with --since.";
        }
        if (_usage.Source == UsageSource.Assumed)
        {
            yield return "No use of the services around was seen; their lines are from the template alone, with what publish assumes: "
                + $"{Assumptions.MessageShare:P0} of the requests send a message.";
        }
        foreach (var f in _functions.Where(f => f.Reports.Count == 0 && f.Counts.Invocations > 0))
        {
            yield return $"{f.Facts.Name} ran {f.Counts.Invocations} times and has no REPORT line in {f.Facts.LogGroup}: "
                + "its duration is not known (JSON logs need the system log level INFO).";
        }
        foreach (var f in _functions.Where(f => f.IsSample))
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{f.Facts.Name}: the first {f.Reports.Count:N0} of {f.Invocations:N0} invocations were read (--max-reports)."
            );
        var scheduled = _functions.Where(f => f.ScheduledPerHour > 0).ToList();
        if (scheduled.Count > 0)
        {
            yield return "Schedules call by time and not with traffic, and are scaled so, each at the function's average: "
                + string.Join(
                    ", ",
                    scheduled.Select(f =>
                        string.Create(CultureInfo.InvariantCulture, $"{f.Facts.Name} ({f.ScheduledPerHour:0.##} an hour)")
                    )
                );
        }
        var few = _functions.Where(f => f.Reports.Count is > 0 and < SuggestionContext.EnoughInvocations).ToList();
        if (few.Count > 0)
        {
            yield return $"Too few invocations for suggestions ({SuggestionContext.EnoughInvocations} are needed): "
                + string.Join(", ", few.Select(f => $"{f.Facts.Name} ({f.Reports.Count})"));
        }
        foreach (
            var missing in around
                .Where(a => a.PerMonth is null)
                .Select(a => a.Service)
                .Concat(@fixed.Where(f => f.Dollars is null).Select(f => $"{f.What} ({f.Missing})"))
        )
            yield return $"There is no price of {missing} for {_prices.Region}: it is not in the sum. --prices FILE can have it.";
        var unseen = _usage
            .Services.Select(s => s.Price)
            .Concat(@fixed.SelectMany(f => f.Prices))
            .Distinct()
            .Where(_prices.IsUnverified)
            .Order()
            .ToList();
        if (unseen.Count > 0)
            yield return $"These prices of {_prices.Region} were not seen in AWS's price list and may differ: {string.Join(", ", unseen)}";
        if (_request.Units.Count > 1)
            yield return "Each unit bears all that the window has cost: for one kind alone, let only that kind run and give --since.";
        foreach (var note in _usage.Notes)
            yield return note;
        yield return "Transfer, backups, storage of S3 and DynamoDB, and the free tier are not in it.";
    }
}
