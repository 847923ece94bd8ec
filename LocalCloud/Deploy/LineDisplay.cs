using LocalCloud.AwsClients.CloudFormation;

namespace LocalCloud.Deploy;

/// <summary>A deployment in a log, line by line; nobody can be asked.</summary>
internal sealed class LineDisplay(Action<string> say, Action<string> error) : IDeployDisplay
{
    public void Say(string line) => say(line);

    public void Error(string line) => error(line);

    public Task<bool?> AskAsync(string question, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    public Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send)
    {
        foreach (var upload in uploads)
            say($"uploading {upload.Name} ({upload.SizeText})");
        return send((_, _) => { });
    }

    public void Plan(IReadOnlyList<Change> changes)
    {
        foreach (var change in changes)
            say($"{change.Action} {change.LogicalId} ({change.Type}){(change.Replacement == "True" ? ", replaced" : "")}");
    }

    public Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow) =>
        follow(e => say($"{e.Status} {e.LogicalId} ({e.Type}){(e.Reason is null ? "" : $": {e.Reason}")}"));

    public void Failures(IReadOnlyList<StackEvent> failures)
    {
        foreach (var failure in failures)
            error($"{failure.LogicalId} ({failure.Type}) {failure.Status}: {failure.Reason ?? "no reason given"}");
    }

    public void Outputs(IReadOnlyList<StackOutput> outputs)
    {
        foreach (var output in outputs)
            say($"{output.Key} = {output.Value}");
    }

    public void Removal(IReadOnlyList<(StackResource Resource, string Policy)> resources)
    {
        foreach (var (resource, policy) in resources)
            say($"{policy} {resource.LogicalId} ({resource.Type})");
    }
}
