using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Prices;
using LocalCloud.Tune.Measuring;
using LocalCloud.Tune.Preparing;
using LocalCloud.Tune.Reports;
using LocalCloud.Tune.Results;

namespace LocalCloud.Tune;

/// <summary>One measurement, from what was asked to what is left of it.</summary>
internal sealed class TuningRun(TuneRequest request, ITuneDisplay display, TimeProvider time, AwsConnection connection, LambdaClient lambda)
{
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromSeconds(50);

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        // All that can be wrong with what was given comes before all that changes the function
        var baseline = ReadBaseline();
        var prices = PriceList.Load(request.PricesFile);
        var region = prices.Region(connection.Region);
        var builds = request.Builds.ToDictionary(b => b, OriginalCode.Read);
        await CpuLimits.CheckAsync(connection, request.Sizes, cancellation).ConfigureAwait(false);
        var (function, code) = await lambda.GetAsync(request.Function, cancellation).ConfigureAwait(false);
        if (function.Variables is null)
            throw new TuneException(
                $"The variables of {function.Name} cannot be decrypted by this caller (kms:Decrypt): they could not " + $"be put back."
            );
        var variants = Variants().ConvertAll(v => new Measured(v, Aliases(v)));
        await Leftovers.RefuseAsync(lambda, function, [.. variants.SelectMany(v => v.Aliases)], cancellation).ConfigureAwait(false);
        if (!await AgreesAsync(Estimate.Of(request, function, Variants(), region.Lambda), cancellation).ConfigureAwait(false))
            return ExitCodes.BadInput;

        var subject = new Subject(lambda, request.Function, function, limitCpu: connection.Endpoint is not null, time);
        if (builds.Count > 0)
            await subject.KeepCodeAsync(code, cancellation).ConfigureAwait(false);
        IReadOnlyList<SizeResult> sizes;
        try
        {
            await PublishAsync(subject, variants, builds, cancellation).ConfigureAwait(false);
            sizes = await MeasureAsync(variants, new Invoker(lambda, request, function, region.Lambda), cancellation).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(subject).ConfigureAwait(false);
        }
        var result = Result(function, prices, sizes) with
        {
            Baseline = baseline is null ? null : BaselineComparison.Of(request.BaselineFile!, request.FailIfSlower, baseline, sizes),
        };
        display.Show(result);
        await WriteAsync(result, cancellation).ConfigureAwait(false);
        if (result.Baseline is { Slower.Count: > 0 })
            return TuneExitCodes.Slower;
        await ApplyAsync(function, result.Winner, cancellation).ConfigureAwait(false);
        return ExitCodes.Done;
    }

    private TuneResult Result(FunctionFacts function, PriceList prices, IReadOnlyList<SizeResult> sizes) =>
        new()
        {
            Function = function.Name,
            Place = connection.Endpoint is null ? $"AWS {connection.Region}" : $"LocalCloud {connection.Endpoint.Authority}",
            Architecture = function.Architecture,
            Time = time.GetUtcNow(),
            Strategy = request.Strategy,
            Weight = request.Weight,
            Discard = request.Discard,
            Seed = request.Seed,
            OnlyColdStarts = request.OnlyColdStarts,
            PricesDate = prices.Date,
            PricesRegion = connection.Region,
            Sizes = sizes,
            Choice = Choice.Of(sizes, request.Strategy, request.Weight),
            Doubts = connection.IsLocal && Busyness.Doubt(request.Parallel) is { } doubt ? [doubt] : [],
        };

    private async Task ApplyAsync(FunctionFacts function, SizeResult winner, CancellationToken cancellation)
    {
        if (request.ApplyTo is not { } alias)
            return;
        var build = request.Builds.FirstOrDefault(b => b.Name == winner.Build);
        display.Say(
            await Applying.ApplyAsync(lambda, function, request.Function, alias, winner, build, time, cancellation).ConfigureAwait(false)
        );
    }

    private IReadOnlyDictionary<(string?, int), double>? ReadBaseline()
    {
        if (request.BaselineFile is not { } file)
            return null;
        var (durations, error) = BaselineComparison.Read(file);
        if (durations is null)
            throw new TuneException(error!, ExitCodes.BadInput);
        if (!Variants().Any(v => durations.ContainsKey((v.Build?.Name, v.Size))))
            throw new TuneException(
                $"{file} has none of what is to be measured: it has "
                    + $"{string.Join(", ", durations.Keys.Select(k => $"{k.Build} {k.Size} MB".Trim()))}.",
                ExitCodes.BadInput
            );
        return durations;
    }

    private List<Variant> Variants()
    {
        List<Build?> builds = [.. request.Builds];
        if (builds.Count == 0)
            builds.Add(null);
        return [.. from build in builds from size in request.Sizes select new Variant(build, size)];
    }

    // RAM128, as aws-lambda-power-tuning calls it
    private List<string> Aliases(Variant variant)
    {
        var name = $"RAM{variant.Size}";
        if (variant.Build is { } build)
            name += $"-{request.Builds.ToList().IndexOf(build) + 1}";
        return request.OnlyColdStarts ? [.. Enumerable.Range(1, request.Invocations).Select(i => $"{name}-c{i}")] : [name];
    }

    private async Task<bool> AgreesAsync(string estimate, CancellationToken cancellation)
    {
        display.Say(
            connection.Endpoint is null
                ? $"{estimate} AWS {connection.Region}, without the free tier."
                : $"{Measurement.CountOf(request, Variants().Count)} invocations on {connection.Place}."
        );
        if (connection.Endpoint is not null || request.Yes)
            return true;
        var answer = await display.AskAsync("Spend that?", cancellation).ConfigureAwait(false);
        if (answer is null)
            display.Error("Nobody can be asked here: --yes agrees.");
        return answer is true;
    }

    private async Task PublishAsync(
        Subject subject,
        IReadOnlyList<Measured> all,
        IReadOnlyDictionary<Build, byte[]> builds,
        CancellationToken cancellation
    )
    {
        foreach (var build in all.GroupBy(m => m.Variant.Build))
        {
            if (build.Key is { } used)
                await subject.UseAsync(builds[used], used.Architecture, cancellation).ConfigureAwait(false);
            foreach (var measured in build)
            foreach (var alias in measured.Aliases)
                await subject.PublishAsync(alias, measured.Variant.Size, cancellation).ConfigureAwait(false);
        }
        // From here on the aliases alone are needed: others that call the function have it as it was
        await subject.RestoreAsync(cancellation).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<SizeResult>> MeasureAsync(IReadOnlyList<Measured> all, Invoker invoker, CancellationToken cancellation)
    {
        IReadOnlyList<SizeResult> sizes = [];
        await display
            .FollowAsync(async show =>
                sizes = await new Measurement(request, invoker, time).RunAsync(all, show, cancellation).ConfigureAwait(false)
            )
            .ConfigureAwait(false);
        return sizes;
    }

    private async Task EndAsync(Subject subject)
    {
        using var limit = new CancellationTokenSource(RemovalLimit, time);
        var left = await subject.EndAsync(limit.Token).ConfigureAwait(false);
        if (left.Count == 0)
            display.Say($"{request.Function} is as it was: what was made to measure it is removed.");
        foreach (var line in left)
            display.Error($"not removed or restored: {line}");
        if (left.Count > 0)
            display.Error($"`serverless tune {request.Function} --clean` tries again.");
    }

    private async Task WriteAsync(TuneResult result, CancellationToken cancellation)
    {
        if (request.JsonFile is { } json)
        {
            await File.WriteAllTextAsync(json, ResultJson.Of(result), cancellation).ConfigureAwait(false);
            display.Say($"wrote {json}");
        }
        if (request.HtmlFile is { } html)
        {
            await File.WriteAllTextAsync(html, HtmlPage.Of(result), cancellation).ConfigureAwait(false);
            display.Say($"wrote {html}");
        }
    }
}
