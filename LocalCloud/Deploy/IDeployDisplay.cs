using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Publish.Report;

namespace LocalCloud.Deploy;

/// <summary>Where a deployment shows what it does: a terminal, a log, a step of Aspire's pipeline.</summary>
internal interface IDeployDisplay
{
    void Say(string line);

    void Error(string line);

    /// <summary>A question to be answered with yes or no; null where nobody can be asked.</summary>
    Task<bool?> AskAsync(string question, CancellationToken cancellation);

    /// <param name="send">Is given a function that takes an upload's index and its bytes sent so far.</param>
    Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send);

    void Plan(IReadOnlyList<Change> changes);

    /// <param name="follow">Is given a function that takes each event as it comes.</param>
    Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow);

    void Failures(IReadOnlyList<StackEvent> failures);

    void Outputs(IReadOnlyList<StackOutput> outputs);

    /// <param name="resources">With each what becomes of it: Delete, Retain, Snapshot.</param>
    void Removal(IReadOnlyList<(StackResource Resource, string Policy)> resources);
}

/// <param name="Size">Bytes.</param>
internal sealed record Upload(string Name, long Size)
{
    /// <summary>As publish prints it.</summary>
    public string SizeText => FileSize.Text(Size);
}
