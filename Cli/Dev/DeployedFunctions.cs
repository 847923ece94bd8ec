using LocalCloud.AwsClients;
using LocalCloud.AwsClients.Lambda;
using LocalCloud.Deploy;
using LocalCloud.Tune;

namespace Serverless.Cli.Dev;

/// <summary>The functions of a stack, by the project whose code they are.</summary>
internal static class DeployedFunctions
{
    /// <exception cref="TuneException">There is no such stack, or it has none of them.</exception>
    public static async Task<IReadOnlyList<DeployedFunction>> FindAsync(
        PublishedSources sources,
        string? stackName,
        AwsConnection connection,
        LambdaClient lambda,
        CancellationToken cancellation
    )
    {
        var name = stackName ?? sources.StackName;
        var stack = await connection.CloudFormation.FindStackAsync(name, cancellation)
            ?? throw new TuneException($"There is no stack {name} on {connection.Place}: serverless deploy {sources.Folder} makes it.");
        var names = (await connection.CloudFormation.ResourcesAsync(stack.Id, cancellation))
            .Where(r => r.PhysicalId is not null)
            .ToDictionary(r => r.LogicalId, r => r.PhysicalId!);
        var found = sources
            .Functions.Where(f => names.ContainsKey(f.FunctionId))
            .Select(f => new DeployedFunction(names[f.FunctionId], f.Project.Name, lambda, TimeProvider.System))
            .ToList();
        return found.Count > 0
            ? found
            : throw new TuneException(
                $"The stack {name} has no function of {sources.Folder}: was it published from it?",
                ExitCodes.BadInput
            );
    }
}
