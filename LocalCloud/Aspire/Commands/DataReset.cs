using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;

namespace LocalCloud.Aspire.Commands;

/// <summary>What a server keeps, and how it becomes usable again without.</summary>
/// <param name="Directory">Its data; need not exist.</param>
/// <param name="Family">The server and what is in it: whoever waits for one of them uses it.</param>
/// <param name="Process">The resource whose process it is.</param>
/// <param name="Prepare">Makes what has to be there before it is started.</param>
/// <param name="Fill">Makes what its users expect in it, once it runs.</param>
internal sealed record ServerData(
    string Directory,
    IReadOnlyCollection<IResource> Family,
    IResource Process,
    Func<CancellationToken, Task> Prepare,
    Func<CancellationToken, Task> Fill
);

/// <summary>
/// Empties a server. Its users are stopped first, for they know what was in it (addresses, ids, tables), and are started on the
/// empty one.
/// </summary>
internal sealed class DataReset(IResource server, ServerData data, IServiceProvider services)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private readonly Instances _instances = services.GetRequiredService<Instances>();
    private string _step = "";

    /// <returns>What was done.</returns>
    /// <exception cref="CommandException">What could not be done, and what runs now.</exception>
    public async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var users = Users().SelectMany(u => _instances.Running(u).Select(id => (User: u, Id: id))).ToList();
        try
        {
            await EmptyAsync(users, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e)
            when (e
                    is CommandException
                        or IOException
                        or UnauthorizedAccessException
                        or OperationCanceledException
                        or DistributedApplicationException
                        or HttpRequestException
            )
        {
            var why = limit.IsCancellationRequested ? $"it took longer than {Limit.TotalMinutes:0} minutes" : e.Message;
            throw new CommandException(
                $"{server.Name} was not reset: {_step} failed, {why}. What was stopped stays stopped: look at it, then start it."
            );
        }
        var names = users.Select(u => u.User.Name).Distinct().ToList();
        if (names.Count == 0)
            return $"{server.Name} is empty.";
        return $"{server.Name} is empty; {string.Join(", ", names)} {(names.Count == 1 ? "was" : "were")} started again.";
    }

    private async Task EmptyAsync(List<(IResource User, string Id)> users, CancellationToken cancellationToken)
    {
        _step = "stopping what uses it";
        await Task.WhenAll(users.Select(u => _instances.StopAsync(u.Id, cancellationToken))).ConfigureAwait(false);
        _step = "stopping it";
        foreach (var id in _instances.Running(data.Process))
            await _instances.StopAsync(id, cancellationToken).ConfigureAwait(false);
        _step = $"deleting {data.Directory}";
        Delete(data.Directory);
        _step = "preparing it";
        await data.Prepare(cancellationToken).ConfigureAwait(false);
        _step = "starting it";
        foreach (var id in _instances.Of(data.Process))
            await _instances.StartAsync(id, cancellationToken).ConfigureAwait(false);
        await services.UntilHealthyAsync([server], () => true, cancellationToken).ConfigureAwait(false);
        _step = "making what its users need";
        await data.Fill(cancellationToken).ConfigureAwait(false);
        await services.UntilHealthyAsync(data.Family, () => true, cancellationToken).ConfigureAwait(false);
        _step = "starting what uses it";
        await Task.WhenAll(users.Select(u => _instances.StartAsync(u.Id, cancellationToken))).ConfigureAwait(false);
        await services.UntilHealthyAsync([.. users.Select(u => u.User)], () => true, cancellationToken).ConfigureAwait(false);
    }

    // Out of the way first: a deletion that ends half way leaves no half of the data where the server looks for it
    private static void Delete(string directory)
    {
        var away = $"{directory}.deleted";
        if (Directory.Exists(away))
            Directory.Delete(away, recursive: true);
        if (!Directory.Exists(directory))
            return;
        Directory.Move(directory, away);
        Directory.Delete(away, recursive: true);
    }

    private IEnumerable<IResource> Users() =>
        services
            .GetRequiredService<DistributedApplicationModel>()
            .Resources.Where(r => r != data.Process && !data.Family.Contains(r))
            .Where(r =>
                r.Annotations.OfType<WaitAnnotation>().Any(w => data.Family.Contains(w.Resource))
                || r.Annotations.OfType<ResourceRelationshipAnnotation>()
                    .Any(o => o.Type == "Reference" && data.Family.Contains(o.Resource))
            )
            .Where(r => r is not IResourceWithParent);
}
