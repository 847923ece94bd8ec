using Amazon.Runtime;
using LocalCloud.AwsClients.CloudFormation;

namespace LocalCloud.Deploy;

/// <summary>Change sets: made, waited for, and taken back.</summary>
internal sealed class Planning(CloudFormationClient cloudFormation, bool local)
{
    public async Task<ChangeSet> MakeAsync(ChangeSetRequest request, CancellationToken cancellation)
    {
        var id = await cloudFormation.CreateChangeSetAsync(request, cancellation).ConfigureAwait(false);
        var first = await cloudFormation.DescribeChangeSetAsync(id, null, cancellation).ConfigureAwait(false);
        while (first.IsPending)
        {
            await Task.Delay(TimeSpan.FromSeconds(local ? 0.2 : 2), TimeProvider.System, cancellation).ConfigureAwait(false);
            first = await cloudFormation.DescribeChangeSetAsync(id, null, cancellation).ConfigureAwait(false);
        }
        var changes = first.Changes.ToList();
        for (var next = first.NextToken; !string.IsNullOrEmpty(next); )
        {
            var page = await cloudFormation.DescribeChangeSetAsync(id, next, cancellation).ConfigureAwait(false);
            changes.AddRange(page.Changes);
            next = page.NextToken;
        }
        return first with { Changes = changes };
    }

    /// <param name="made">The stack was not there before: without the change set it is an empty shell.</param>
    public async Task WithdrawAsync(ChangeSet changeSet, bool made)
    {
        // Also after Ctrl+C, but not for long
        using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        try
        {
            await cloudFormation.DeleteChangeSetAsync(changeSet.Id, soon.Token).ConfigureAwait(false);
            if (
                made
                && await cloudFormation.FindStackAsync(changeSet.StackId, soon.Token).ConfigureAwait(false)
                    is { Status: "REVIEW_IN_PROGRESS" }
            )
                await cloudFormation
                    .DeleteStackAsync(changeSet.StackId, $"serverless-plan-{Guid.NewGuid():N}", soon.Token)
                    .ConfigureAwait(false);
        }
        catch (Exception error) when (error is AmazonClientException or OperationCanceledException)
        {
            // A change set that stays does nothing; the next one that is carried out removes it
        }
    }
}
