using System.CommandLine;
using LocalCloud.Deploy;
using LocalCloud.Tune.ColdStarts;
using Serverless.Cli.Deploy;
using Serverless.Cli.Tune;

namespace Serverless.Cli.Coldstart;

/// <summary>Measures how functions start, from their packages, in LocalCloud.</summary>
internal static class ColdStartCommand
{
    private static readonly Argument<string?> Folder = new("dist")
    {
        Description = "What `serverless publish` has written",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string[]> Functions = new("--function")
    {
        Description = "One of the folder's functions, several times [default: all]",
    };
    private static readonly Option<string[]> Packages = new("--package")
    {
        Description = "[NAME=]FILE.zip: a build to measure in place of the folder's, several times",
    };
    private static readonly Option<int> Number = new("--num") { Description = "Cold starts of each", DefaultValueFactory = _ => 10 };
    private static readonly Option<int?> Memory = new("--memory") { Description = "MB [default: as the template says]" };
    private static readonly Option<bool> LimitCpu = new("--limit-cpu")
    {
        Description = "No more CPU than the memory gives, also while it starts",
    };
    private static readonly Option<string[]> Variables = new("--variable")
    {
        Description = "NAME=VALUE of each function's environment, several times",
    };
    private static readonly Option<FileInfo?> Payload = new("--payload")
    {
        Description = "A file with the first event [default: GET / or serverless.warmup]",
    };
    private static readonly Option<string?> Stack = new("--stack")
    {
        Description = "Whose functions lend their variables, where it is deployed [default: the application's]",
    };
    private static readonly Option<string?> Json = new("--json") { Description = "Write the result as JSON" };

    public static Command Create()
    {
        Variables.Validators.Add(result =>
        {
            // The value may be a secret
            foreach (var token in result.Tokens.Where(token => token.Value.IndexOf('=') < 1))
                result.AddError($"--variable {token.Value}: NAME=VALUE.");
        });
        var command = new Command("coldstart", "Measure how functions start, what their starts consist of, and what would shorten them.")
        {
            Folder,
            Functions,
            Packages,
            Number,
            Memory,
            LimitCpu,
            Variables,
            Payload,
            Stack,
            Json,
        };
        TargetOptions.AddPlaceTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        var (builds, error) = PackageList.Parse(arguments.GetValue(Packages) ?? []);
        var folder = arguments.GetValue(Folder) ?? (builds is { Count: > 0 } ? null : "dist");
        if (error is null && arguments.GetValue(Number) is not (>= 1 and <= 1000))
            error = "--num: 1 to 1000 cold starts.";
        if (error is null && arguments.GetValue(Memory) is not (null or >= 128 and <= 10_240))
            error = "--memory: 128 to 10240 MB.";
        if (error is null && folder is null && arguments.GetValue(Functions) is { Length: > 0 })
            error = "--function names one of a folder's functions: give the folder.";
        if (error is null && arguments.GetValue(Payload) is { Exists: false } missing)
            error = $"--payload: there is no {missing}.";
        if (error is not null)
        {
            Console.Error.WriteLine(error);
            return ExitCodes.BadInput;
        }
        if (TargetOptions.Read(arguments) is not { } target)
            return ExitCodes.BadInput;
        return await ColdStartMeasurement.RunAsync(
            new()
            {
                Target = target,
                Folder = folder,
                Stack = arguments.GetValue(Stack),
                Functions = arguments.GetValue(Functions) ?? [],
                Builds = builds!,
                Starts = arguments.GetValue(Number),
                MemorySize = arguments.GetValue(Memory),
                LimitCpu = arguments.GetValue(LimitCpu),
                Variables = (arguments.GetValue(Variables) ?? [])
                    .Select(v => v.Split('=', 2))
                    .GroupBy(v => v[0])
                    .ToDictionary(v => v.Key, v => v.Last()[1], StringComparer.Ordinal),
                Payload = arguments.GetValue(Payload) is { } file ? await File.ReadAllTextAsync(file.FullName, cancellation) : null,
                JsonFile = arguments.GetValue(Json),
            },
            ColdStartDisplay.Create(),
            TimeProvider.System,
            cancellation
        );
    }
}
