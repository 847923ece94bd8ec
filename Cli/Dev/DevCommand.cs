using System.CommandLine;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Tune;
using Serverless.Cli.Deploy;
using Serverless.Cli.Tune;

namespace Serverless.Cli.Dev;

/// <summary>The loop on functions: an edit is in LocalCloud's functions within seconds.</summary>
internal static class DevCommand
{
    private static readonly Argument<string> Folder = new("dist")
    {
        Description = "What `serverless publish` has written",
        DefaultValueFactory = _ => "dist",
    };
    private static readonly Option<string?> Manifest = new("--manifest")
    {
        Description = "What it was published from [default: aspire-manifest.json in dist]",
    };
    private static readonly Option<bool> NoDeploy = new("--no-deploy")
    {
        Description = "Begin with what is deployed, without publishing and deploying first: there is no full deploy to compare with",
    };
    private static readonly Option<bool> Keep = new("--keep") { Description = "Leave the functions with the last code at the end" };
    private static readonly Option<string[]> Parameters = new("--parameter", "-p")
    {
        Description = "NAME=VALUE, a parameter of the template",
    };

    public static Command Create()
    {
        Parameters.Validators.Add(ParameterOption.Check);
        var command = new Command("dev", "Watch the sources of functions in LocalCloud: build and update what an edit has changed.")
        {
            Folder,
            Manifest,
            NoDeploy,
            Keep,
            Parameters,
        };
        TargetOptions.AddStackTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (TargetOptions.Read(arguments) is not { } target)
            return ExitCodes.BadInput;
        var display = TuneDisplay.Create();
        return await TuneGuard.RunAsync(display, async () =>
        {
            var folder = arguments.GetValue(Folder)!;
            var sources = await PublishedSources.ReadAsync(folder, arguments.GetValue(Manifest), cancellation);
            // --local goes without saying: nothing else can be meant
            target = target with { EndpointUrl = target.EndpointUrl ?? Address() };
            var (opened, error) = AwsConnection.Open(target);
            if (opened is null)
                throw new TuneException(error!, ExitCodes.BadInput);
            using var connection = opened;
            if (!connection.IsLocal)
                throw new TuneException(
                    $"serverless dev changes functions as fast as it can, on this machine only: {connection.Place} is none. "
                        + "serverless deploy updates a stack on AWS.",
                    ExitCodes.BadInput
                );
            using var lambda = LambdaClient.Open(connection);
            TimeSpan? full = arguments.GetValue(NoDeploy)
                ? null
                : await new FullDeploy(sources, target, display).RunAsync(
                    arguments.GetValue(TargetOptions.Stack),
                    ParameterOption.Read(arguments.GetValue(Parameters)),
                    cancellation
                );
            var functions = await DeployedFunctions.FindAsync(
                sources,
                arguments.GetValue(TargetOptions.Stack),
                connection,
                lambda,
                cancellation
            );
            var session = new DevSession(sources, functions, display, TimeProvider.System, full) { Keeps = arguments.GetValue(Keep) };
            return await session.RunAsync(cancellation);
        });
    }

    private static Uri Address() =>
        Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out var given)
            ? given
            : RunningSystem.Find()?.Aws ?? new Uri("http://127.0.0.1:4566");
}
