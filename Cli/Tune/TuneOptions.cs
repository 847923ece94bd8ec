using System.CommandLine;
using System.Globalization;
using LocalCloud.AwsClients;
using LocalCloud.Tune;
using Serverless.Cli.Deploy;

namespace Serverless.Cli.Tune;

/// <summary>What is measured, and what becomes of it.</summary>
internal static class TuneOptions
{
    public static readonly Argument<string> Function = new("function") { Description = "Its name or ARN" };
    public static readonly Option<bool> Clean = new("--clean")
    {
        Description = "Remove what a tuning that was killed has left at the function, and end",
    };
    private static readonly Option<string?> Payload = new("--payload") { Description = "A file with the event [default: {}]" };
    private static readonly Option<string?> PayloadFile = new("--payload-file")
    {
        Description = "A file with several: [{\"payload\": ..., \"weight\": 3}, ...]",
    };
    private static readonly Option<string> Powers = new("--powers")
    {
        Description = "Memory sizes in MB",
        DefaultValueFactory = _ => "128,256,512,1024,1769,3008",
    };
    private static readonly Option<int> Number = new("--num")
    {
        Description = "Invocations of each size, beside its cold start",
        DefaultValueFactory = _ => 50,
    };
    private static readonly Option<string> Strategy = new("--strategy")
    {
        Description = "cost, speed or balanced: what wins",
        DefaultValueFactory = _ => "cost",
    };
    private static readonly Option<double> Weight = new("--weight")
    {
        Description = "Of the cost when balanced: 0 is speed alone, 1 cost alone",
        DefaultValueFactory = _ => 0.5,
    };
    private static readonly Option<double> Discard = new("--discard")
    {
        Description = "Part of the fastest and of the slowest that the mean leaves out",
        DefaultValueFactory = _ => 0.2,
    };
    private static readonly Option<int> Parallel = new("--parallel")
    {
        Description = "Invocations at a time",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<bool> OnlyColdStarts = new("--only-cold-starts")
    {
        Description = "Every invocation starts an environment",
    };
    private static readonly Option<string?> Before = new("--pre")
    {
        Description = "A function to invoke before each invocation; what it answers becomes the payload",
    };
    private static readonly Option<string?> After = new("--post")
    {
        Description = "A function to invoke after each invocation, with its answer",
    };
    private static readonly Option<string[]> Packages = new("--package")
    {
        Description = "[NAME=]FILE.zip[@arm64]: a build to compare, several times",
    };
    private static readonly Option<string?> Apply = new("--apply") { Description = "Give the winner to this alias, or to $LATEST" };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Of the order of invocations: the same gives the same again",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<string?> Prices = new("--prices") { Description = "A file with other prices" };
    private static readonly Option<string?> Html = new("--html") { Description = "Write a page with the result" };
    private static readonly Option<string?> Json = new("--json")
    {
        Description = "Write the result as JSON, as aws-lambda-power-tuning names things",
    };
    private static readonly Option<string?> Baseline = new("--baseline") { Description = "An earlier JSON result to compare with" };
    private static readonly Option<string?> FailIfSlower = new("--fail-if-slower")
    {
        Description = "Exit code 3 when a size takes more than this above the baseline, as 15%",
    };

    public static void AddTo(Command command)
    {
        Strategy.AcceptOnlyFromAmong("cost", "speed", "balanced");
        command.Arguments.Add(Function);
        foreach (
            var option in new Option[]
            {
                Payload,
                PayloadFile,
                Powers,
                Number,
                Strategy,
                Weight,
                Discard,
                Parallel,
                OnlyColdStarts,
                Before,
                After,
                Packages,
                Apply,
                Seed,
                Prices,
                Html,
                Json,
                Baseline,
                FailIfSlower,
                Clean,
            }
        )
            command.Options.Add(option);
    }

    /// <returns>The request, or what is wrong with the arguments.</returns>
    public static (TuneRequest? Request, string? Error) Read(ParseResult arguments, AwsTarget target)
    {
        if (SizeList.Parse(arguments.GetValue(Powers)!) is not { } sizes)
            return (null, $"--powers {arguments.GetValue(Powers)}: sizes in MB from 128 to 10240, separated by commas, each once.");
        if (!TryPercent(arguments.GetValue(FailIfSlower), out var allowed))
            return (null, $"--fail-if-slower {arguments.GetValue(FailIfSlower)}: a percentage such as 15%.");
        if (allowed is not null && arguments.GetValue(Baseline) is null)
            return (null, "--fail-if-slower needs --baseline FILE.");
        if (arguments.GetValue(Number) is not (>= 1 and <= 10_000))
            return (null, "--num: 1 to 10000 invocations.");
        if (arguments.GetValue(Parallel) is not (>= 1 and <= 1000))
            return (null, "--parallel: 1 to 1000 at a time.");
        if (arguments.GetValue(Weight) is not (>= 0 and <= 1))
            return (null, "--weight: 0 to 1.");
        if (arguments.GetValue(Discard) is not (>= 0 and <= 0.4))
            return (null, "--discard: 0 to 0.4.");
        if (arguments.GetValue(Payload) is not null && arguments.GetValue(PayloadFile) is not null)
            return (null, "--payload or --payload-file, not both.");
        var (payloads, error) =
            arguments.GetValue(PayloadFile) is { } list ? LocalCloud.Tune.PayloadFile.ReadWeighted(list)
            : arguments.GetValue(Payload) is { } one ? LocalCloud.Tune.PayloadFile.ReadOne(one)
            : ([new("{}", 1)], null);
        if (payloads is null)
            return (null, error);
        if (payloads.Count > arguments.GetValue(Number))
            return (null, $"There are {payloads.Count} payloads: --num has to be {payloads.Count} at least, so that each is used.");
        (var builds, error) = PackageList.Parse(arguments.GetValue(Packages) ?? []);
        if (builds is null)
            return (null, error);
        foreach (var file in new[] { arguments.GetValue(Html), arguments.GetValue(Json) }.OfType<string>())
            if (Directory.Exists(file) || Path.GetDirectoryName(Path.GetFullPath(file)) is not { } folder || !Directory.Exists(folder))
                return (null, $"{file} cannot be written: it is a folder, or its folder does not exist.");
        return (
            new()
            {
                Target = target,
                Function = arguments.GetValue(Function)!,
                Payloads = payloads,
                Sizes = sizes,
                Invocations = arguments.GetValue(Number),
                Strategy = Enum.Parse<Strategy>(arguments.GetValue(Strategy)!, ignoreCase: true),
                Weight = arguments.GetValue(Weight),
                Discard = arguments.GetValue(Discard),
                Parallel = arguments.GetValue(Parallel),
                OnlyColdStarts = arguments.GetValue(OnlyColdStarts),
                Before = arguments.GetValue(Before),
                After = arguments.GetValue(After),
                Builds = builds,
                ApplyTo = arguments.GetValue(Apply),
                Seed = arguments.GetValue(Seed),
                Yes = arguments.GetValue(TargetOptions.Yes),
                PricesFile = arguments.GetValue(Prices),
                HtmlFile = arguments.GetValue(Html),
                JsonFile = arguments.GetValue(Json),
                BaselineFile = arguments.GetValue(Baseline),
                FailIfSlower = allowed,
            },
            null
        );
    }

    private static bool TryPercent(string? text, out double? part)
    {
        part = null;
        if (text is null)
            return true;
        if (!double.TryParse(text.TrimEnd('%'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent))
            return false;
        part = percent / 100;
        return true;
    }
}
