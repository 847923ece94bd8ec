using LocalCloud.AwsClients.CloudFormation;
using LocalCloud.Deploy;

namespace Cost.Tests.OnLocalCloud;

/// <summary>Keeps what goes wrong with a deployment, and its outputs.</summary>
internal sealed class Display : IDeployDisplay
{
    public List<string> Errors { get; } = [];

    public IReadOnlyDictionary<string, string> Result { get; private set; } = new Dictionary<string, string>();

    public void Say(string line) { }

    public void Error(string line) => Errors.Add(line);

    public Task<bool?> AskAsync(string question, CancellationToken cancellation) => Task.FromResult<bool?>(null);

    public Task UploadAsync(IReadOnlyList<Upload> uploads, Func<Action<int, long>, Task> send) => send((_, _) => { });

    public void Plan(IReadOnlyList<Change> changes) { }

    public Task<T> FollowAsync<T>(Func<Action<StackEvent>, Task<T>> follow) => follow(_ => { });

    public void Failures(IReadOnlyList<StackEvent> failures) => Errors.AddRange(failures.Select(f => $"{f.LogicalId}: {f.Reason}"));

    public void Outputs(IReadOnlyList<StackOutput> outputs) => Result = outputs.ToDictionary(o => o.Key, o => o.Value);

    public void Removal(IReadOnlyList<(StackResource Resource, string Policy)> resources) { }
}
