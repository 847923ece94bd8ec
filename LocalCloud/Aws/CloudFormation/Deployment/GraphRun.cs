using LocalCloud.Aws.CloudFormation.Templates;

namespace LocalCloud.Aws.CloudFormation.Deployment;

/// <summary>Does the work of each name once the names that it needs are done; independent ones side by side.</summary>
internal static class GraphRun
{
    /// <param name="work">True when it succeeded. What needs a name that failed is never begun.</param>
    /// <param name="stopAtFailure">Begin nothing more after a failure; what runs already is waited for.</param>
    /// <returns>The names that failed, in the graph's order.</returns>
    public static async Task<IReadOnlyList<string>> AllAsync(
        DependencyGraph graph,
        Func<string, Task<bool>> work,
        bool stopAtFailure,
        CancellationToken stopping
    )
    {
        var waiting = graph.Names.ToList();
        var done = new HashSet<string>(StringComparer.Ordinal);
        var failed = new HashSet<string>(StringComparer.Ordinal);
        var running = new List<Task<(string Name, bool Succeeded)>>();
        while (true)
        {
            stopping.ThrowIfCancellationRequested();
            if (!stopAtFailure || failed.Count == 0)
                foreach (var name in waiting.Where(name => graph.Needs(name).IsSubsetOf(done)).ToArray())
                {
                    waiting.Remove(name);
                    running.Add(OneAsync(name));
                }
            if (running.Count == 0)
                break;
            var finished = await Task.WhenAny(running).ConfigureAwait(false);
            running.Remove(finished);
            var (finishedName, succeeded) = await finished.ConfigureAwait(false);
            (succeeded ? done : failed).Add(finishedName);
        }
        return [.. graph.Names.Where(failed.Contains)];

        async Task<(string, bool)> OneAsync(string name) => (name, await work(name).ConfigureAwait(false));
    }
}
