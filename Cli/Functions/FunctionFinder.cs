using Amazon.Runtime;
using LocalCloud.Aws.CloudFormation.Resources;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Deploy.Dist;
using LocalCloud.Tune;

namespace Serverless.Cli.Functions;

/// <summary>
/// A function by what people call it: its name or ARN, its logical id in a stack, or the end of its name (<c>STACK-webhooks</c> is
/// webhooks).
/// </summary>
internal sealed class FunctionFinder(AwsConnection connection, LambdaClient lambda)
{
    /// <param name="asked">With a version or alias behind a colon, where one is meant.</param>
    /// <param name="stack">null: that of a folder <c>dist</c> here, if there is one.</param>
    /// <exception cref="TuneException">There is none, or more than one.</exception>
    public async Task<FunctionFacts> FindAsync(string asked, string? stack, CancellationToken cancellation)
    {
        if (await ExactlyAsync(asked, cancellation).ConfigureAwait(false) is { } exact)
            return exact;
        var names = await NamesAsync(asked, stack, cancellation).ConfigureAwait(false);
        return await lambda.ConfigurationAsync(names, null, cancellation).ConfigureAwait(false);
    }

    private async Task<FunctionFacts?> ExactlyAsync(string asked, CancellationToken cancellation)
    {
        try
        {
            return await lambda.ConfigurationAsync(asked, null, cancellation).ConfigureAwait(false);
        }
        catch (AmazonServiceException error) when (error.ErrorCode is "ResourceNotFoundException" or "ValidationException")
        {
            return null;
        }
    }

    private async Task<string> NamesAsync(string asked, string? stack, CancellationToken cancellation)
    {
        var known = await OfStackAsync(stack, cancellation).ConfigureAwait(false);
        if (FunctionNames.Match(asked, known) is { Count: > 0 } own)
            return Only(asked, own);
        if (stack is not null)
            throw None(asked, $"The stack {stack}", [.. known.Select(k => k.Name)]);
        var all = await lambda.NamesAsync(cancellation).ConfigureAwait(false);
        var matching = FunctionNames.Match(asked, [.. all.Select(name => (name, (string?)null))]);
        return matching.Count > 0 ? Only(asked, matching) : throw None(asked, connection.Place, all);
    }

    private async Task<IReadOnlyList<(string Name, string? LogicalId)>> OfStackAsync(string? given, CancellationToken cancellation)
    {
        var name = given ?? (Directory.Exists("dist") ? PublishedFolder.Read("dist").Published?.StackName : null);
        if (name is null)
            return [];
        if (await connection.CloudFormation.FindStackAsync(name, cancellation).ConfigureAwait(false) is not { } stack)
            return given is null ? [] : throw new TuneException($"There is no stack {given} on {connection.Place}.");
        var resources = await connection.CloudFormation.ResourcesAsync(stack.Id, cancellation).ConfigureAwait(false);
        return
        [
            .. resources
                .Where(r => r is { Type: "AWS::Lambda::Function" or "AWS::Serverless::Function", PhysicalId: not null })
                .Select(r => (r.PhysicalId!, (string?)r.LogicalId)),
        ];
    }

    private static string Only(string asked, IReadOnlyList<string> names) =>
        names is [var only]
            ? only
            : throw new TuneException(
                $"'{asked}' may be {string.Join(" or ", names)}: give the whole name, or --stack.",
                ExitCodes.BadInput
            );

    // shop-report-worker, report-worker, worker
    private static IEnumerable<string> Ends(string name)
    {
        var parts = name.Split('-');
        return parts.Select((_, i) => string.Join('-', parts[i..]));
    }

    private static TuneException None(string asked, string place, IReadOnlyList<string> names) =>
        new(
            $"{place} has no function '{asked}'"
                + (
                    names.Count == 0
                        ? ", nor any other."
                        : $"{(Nearest.Hint(asked, names.SelectMany(Ends)) is { Length: > 0 } hint ? hint : ".")} It has "
                            + $"{string.Join(", ", names.Take(20))}"
                            + (names.Count > 20 ? $" and {names.Count - 20} more." : ".")
                ),
            ExitCodes.BadInput
        );
}
