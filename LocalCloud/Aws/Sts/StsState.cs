using System.Text.Json;
using LocalCloud.Aws.Metering;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Sts;

/// <summary>The sessions of an account, by access key id, until they expire.</summary>
internal sealed class StsState(StsService service, Scope scope) : ServiceState(service, scope)
{
    private const string Table = "sessions";

    public SortedDictionary<string, Session> Sessions { get; } = new(StringComparer.Ordinal);

    public void Put(Changes changes, Session session)
    {
        foreach (var expired in Sessions.Values.Where(s => s.Expires <= session.Issued).ToList())
        {
            Sessions.Remove(expired.AccessKeyId);
            changes.Delete(Table, expired.AccessKeyId);
        }
        Sessions[session.AccessKeyId] = session;
        changes.Put(Table, session.AccessKeyId, session, StsJson.Default.Session);
        Count(session);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
        {
            var session = Sessions[row.Key] = JsonSerializer.Deserialize(row.Value, StsJson.Default.Session)!;
            Count(session);
        }
    }

    // What a role's session calls is counted as the role's
    private void Count(Session session)
    {
        if (session.Role is { } role)
            service.Host.Usage.Callers.AddSession(session.Token, new(CallerKind.Session, session.Function, role));
    }
}
