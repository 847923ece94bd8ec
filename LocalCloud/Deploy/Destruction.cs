using Amazon.S3;
using LocalCloud.AwsClients;
using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy.Artifacts;
using LocalCloud.Deploy.Dist;
using YamlDotNet.RepresentationModel;

namespace LocalCloud.Deploy;

/// <summary>Deletes a stack, after telling what goes and what stays.</summary>
internal sealed class Destruction
{
    private readonly DestroyRequest _request;
    private readonly IDeployDisplay _display;
    private readonly AwsConnection _connection;
    private readonly StackFollower _follower;

    private Destruction(DestroyRequest request, IDeployDisplay display, AwsConnection connection, TimeProvider time)
    {
        (_request, _display, _connection) = (request, display, connection);
        _follower = new StackFollower(connection, display, time);
    }

    /// <summary>The stack's name that deploy takes for this folder; null when there is nothing published.</summary>
    public static string? DefaultStackName(string path) => PublishedFolder.Read(path).Published?.StackName;

    /// <returns>One of <see cref="ExitCodes"/>; whatever went wrong has been shown.</returns>
    public static Task<int> RunAsync(DestroyRequest request, IDeployDisplay display, TimeProvider time, CancellationToken cancellation) =>
        Guard.RunAsync(display, async () =>
        {
            var (connection, error) = AwsConnection.Open(request.Target);
            if (connection is null)
                throw new DeployException(error!, ExitCodes.BadInput);
            using (connection)
                return await new Destruction(request, display, connection, time).RunAsync(cancellation).ConfigureAwait(false);
        });

    private async Task<int> RunAsync(CancellationToken cancellation)
    {
        _display.Say($"{_request.StackName} on {_connection.Place}");
        var stack = await _connection.CloudFormation.FindStackAsync(_request.StackName, cancellation).ConfigureAwait(false);
        var bucket = new ArtifactBucket(_connection, await _connection.AccountAsync(cancellation).ConfigureAwait(false));
        if (stack is null)
        {
            await bucket.RemoveAsync(_request.StackName, cancellation).ConfigureAwait(false);
            _display.Say($"There is no stack {_request.StackName}: nothing to destroy.");
            return ExitCodes.Done;
        }
        if (stack.TerminationProtection)
            throw new DeployException(
                $"{stack.Name} is protected: `aws cloudformation update-termination-protection --no-enable-termination-protection "
                    + $"--stack-name {stack.Name}` lifts it."
            );
        if (stack is { IsBusy: true, Status: not "DELETE_IN_PROGRESS" })
            throw new DeployException($"{stack.Name} is {stack.Status}. Nothing was changed; destroy it when that has ended.");

        var ending = stack.Status switch
        {
            "REVIEW_IN_PROGRESS" => await DropAsync(stack, cancellation).ConfigureAwait(false),
            "DELETE_IN_PROGRESS" => await JoinAsync(stack, cancellation).ConfigureAwait(false),
            _ => await DeleteAsync(stack, cancellation).ConfigureAwait(false),
        };
        if (ending is null)
            return ExitCodes.Failed;
        if (ending.Status != "DELETE_COMPLETE")
        {
            _display.Failures(ending.Failures);
            var left = string.Join(' ', ending.Failures.Where(f => f.Status == "DELETE_FAILED").Select(f => f.LogicalId).Distinct());
            _display.Error(
                $"{stack.Name} ended in {ending.Status}: what could not be deleted is still there. Repair what is named above and "
                    + "destroy again"
                    + (
                        left.Length == 0
                            ? "."
                            : $"; or give it up: `aws cloudformation delete-stack --stack-name {stack.Name} --retain-resources {left}` "
                                + "deletes the stack and leaves it."
                    )
            );
            return ExitCodes.Failed;
        }
        await bucket.RemoveAsync(stack.Name, cancellation).ConfigureAwait(false);
        _display.Say($"{stack.Name} is gone.");
        return ExitCodes.Done;
    }

    /// <summary>Planned and never made.</summary>
    private async Task<Ending> DropAsync(Stack stack, CancellationToken cancellation)
    {
        await _connection.CloudFormation.DeleteStackAsync(stack.Id, Token(), cancellation).ConfigureAwait(false);
        return new("DELETE_COMPLETE", null, []);
    }

    private async Task<Ending?> JoinAsync(Stack stack, CancellationToken cancellation)
    {
        _display.Say("It is being deleted already: following it.");
        var (_, before) = await _follower.CurrentAsync(stack.Id, cancellation).ConfigureAwait(false);
        return await FollowAsync(stack, before, cancellation).ConfigureAwait(false);
    }

    private async Task<Ending?> DeleteAsync(Stack stack, CancellationToken cancellation)
    {
        var (template, _) = TemplateDocument.Parse(
            await _connection.CloudFormation.TemplateAsync(stack.Id, cancellation).ConfigureAwait(false),
            stack.Name
        );
        var policies = template?.Resources.ToDictionary(r => r.LogicalId, r => r.Policy) ?? [];
        var resources = (await _connection.CloudFormation.ResourcesAsync(stack.Id, cancellation).ConfigureAwait(false))
            .Where(r => r.Status != "DELETE_COMPLETE")
            .Select(r => (Resource: r, Policy: policies.GetValueOrDefault(r.LogicalId, "Delete")))
            .ToList();
        _display.Removal(resources);
        if (stack.Status.EndsWith("_COMPLETE", StringComparison.Ordinal) && Protected(stack, template, resources) is { Count: > 0 } kept)
            throw new DeployException(
                $"""
                {string.Join(", ", kept)} is protected from deletion, and the rest of the stack would go without it. Nothing was changed.
                `serverless deploy ... --parameter {Protection}=false` lifts the protection.
                """
            );
        var full = await FullBucketsAsync(resources, cancellation).ConfigureAwait(false);
        if (full.Count > 0 && !_request.EmptyBuckets)
            throw new DeployException(
                $"""
                CloudFormation deletes no bucket that has something in it:
                {string.Join('\n', full.Select(b => $"  {b.LogicalId}: {b.PhysicalId}"))}
                --empty-buckets deletes their content, for good. Nothing was changed.
                """
            );
        if (!await ConfirmedAsync(stack, full.Count, cancellation).ConfigureAwait(false))
            return null;
        var before = await _follower.NewestAsync(stack.Id, cancellation).ConfigureAwait(false);
        foreach (var b in full)
        {
            _display.Say(
                $"{b.LogicalId}: {await BucketContent.DeleteAsync(_connection.S3, b.PhysicalId!, "", cancellation).ConfigureAwait(false)} objects deleted from {b.PhysicalId}"
            );
        }
        await _connection.CloudFormation.DeleteStackAsync(stack.Id, Token(), cancellation).ConfigureAwait(false);
        return await FollowAsync(stack, before, cancellation).ConfigureAwait(false);
    }

    private async Task<Ending?> FollowAsync(Stack stack, string? before, CancellationToken cancellation)
    {
        try
        {
            return await _follower.FollowAsync(stack.Id, before, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw new DeployException(
                $"CloudFormation goes on deleting {stack.Name} by itself. The same `serverless destroy` picks it up again and follows it.",
                ExitCodes.Interrupted
            );
        }
    }

    private async Task<bool> ConfirmedAsync(Stack stack, int fullBuckets, CancellationToken cancellation)
    {
        if (_request.Yes)
            return true;
        var content = fullBuckets > 0 ? $" and the content of {fullBuckets} bucket(s)" : "";
        return await _display
            .AskAsync($"Delete {stack.Name}{content} on {_connection.Place}, for good?", cancellation)
            .ConfigureAwait(false)
            ?? throw new DeployException("Nobody can be asked here: --yes confirms it.", ExitCodes.BadInput);
    }

    private async Task<List<StackResource>> FullBucketsAsync(
        IEnumerable<(StackResource Resource, string Policy)> resources,
        CancellationToken cancellation
    )
    {
        var full = new List<StackResource>();
        foreach (var (resource, policy) in resources)
        {
            if (resource is not { Type: "AWS::S3::Bucket", PhysicalId: { Length: > 0 } bucket } || policy != "Delete")
                continue;
            try
            {
                if (await BucketContent.CountAsync(_connection.S3, bucket, limit: 1, cancellation).ConfigureAwait(false) > 0)
                    full.Add(resource);
            }
            catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchBucket")
            {
                // Somebody has deleted it by hand; CloudFormation does not mind
            }
        }
        return full;
    }

    // The parameter with which publish protects databases
    private const string Protection = "DeletionProtection";

    private static List<string> Protected(
        Stack stack,
        TemplateDocument? template,
        IEnumerable<(StackResource Resource, string Policy)> resources
    ) =>
        stack.Values.GetValueOrDefault(Protection) != "true"
            ? []
            :
            [
                .. from resource in resources
                where
                    resource.Policy is "Delete" or "Snapshot"
                    && template?.Resources.FirstOrDefault(r => r.LogicalId == resource.Resource.LogicalId) is { } declared
                    && TemplateDocument.Find(declared.Properties, Protection) is not null and not YamlScalarNode { Value: "false" }
                select resource.Resource.LogicalId,
            ];

    private static string Token() => $"serverless-destroy-{Guid.NewGuid():N}";
}
