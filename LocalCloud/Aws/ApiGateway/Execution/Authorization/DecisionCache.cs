using System.Collections.Concurrent;
using System.Text.Json;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>What Lambda authorizers returned, for as long as their time to live; kept by the values of the identity sources.</summary>
internal sealed class DecisionCache(TimeProvider time)
{
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<
        (string Api, string Stage, string Identity),
        (JsonElement Decision, DateTimeOffset Until)
    > _decisions = [];

    public JsonElement? Find(string api, string stage, string identity)
    {
        if (!_decisions.TryGetValue((api, stage, identity), out var found))
            return null;
        if (found.Until > time.GetUtcNow())
            return found.Decision;
        _decisions.TryRemove(KeyValuePair.Create((api, stage, identity), found));
        return null;
    }

    public void Keep(string api, string stage, string identity, JsonElement decision, int seconds)
    {
        if (_decisions.Count >= Most)
            _decisions.Clear();
        _decisions[(api, stage, identity)] = (decision, time.GetUtcNow().AddSeconds(seconds));
    }

    public void Forget(string api, string stage)
    {
        foreach (var key in _decisions.Keys.Where(k => k.Api == api && k.Stage == stage))
            _decisions.TryRemove(key, out _);
    }
}
