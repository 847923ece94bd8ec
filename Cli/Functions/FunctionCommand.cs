using System.CommandLine;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Tune;
using Serverless.Cli.Deploy;
using Serverless.Cli.Tune;

namespace Serverless.Cli.Functions;

/// <summary>What the commands on a deployed function have in common: where it is, and what becomes of errors.</summary>
internal static class FunctionCommand
{
    public static readonly Argument<string> Function = new("function")
    {
        Description = "Its name or ARN, its logical id, or the end of its name: webhooks for STACK-webhooks",
    };

    /// <param name="arguments">Of a command with <see cref="TargetOptions.AddStackTo"/>.</param>
    /// <param name="run">Gets the function, and who can ask for more of it.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<int> RunAsync(ParseResult arguments, Func<FoundFunction, Task<int>> run, CancellationToken cancellation)
    {
        if (TargetOptions.Read(arguments) is not { } target)
            return ExitCodes.BadInput;
        return await TuneGuard.RunAsync(TuneDisplay.Create(), async () =>
        {
            var (opened, error) = AwsConnection.Open(target);
            if (opened is null)
                throw new TuneException(error!, ExitCodes.BadInput);
            using var connection = opened;
            using var lambda = LambdaClient.Open(connection);
            var facts = await new FunctionFinder(connection, lambda).FindAsync(
                arguments.GetValue(Function)!,
                arguments.GetValue(TargetOptions.Stack),
                cancellation
            );
            return await run(new(facts, connection, lambda));
        });
    }
}

internal sealed record FoundFunction(FunctionFacts Facts, AwsConnection Connection, LambdaClient Lambda)
{
    public string Name => Facts.Name;
}
