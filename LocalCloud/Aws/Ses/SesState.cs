using System.Text.Json;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Ses;

/// <summary>What was sent in one account and region, and its identities.</summary>
internal sealed class SesState(SesService service, Scope scope) : ServiceState(service, scope)
{
    private const string MailTable = "mail", IdentityTable = "identity";

    private readonly Dictionary<string, Mail> _mails = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _identities = new(StringComparer.OrdinalIgnoreCase);

    public BodyStore Messages => service.Messages;

    public IReadOnlyCollection<Mail> Mails => _mails.Values;

    public IReadOnlyCollection<string> Identities => _identities;

    public Mail? Find(string id) => _mails.GetValueOrDefault(id);

    public bool HasIdentity(string name) => _identities.Contains(name);

    public void Put(Changes changes, Mail mail)
    {
        _mails[mail.Id] = mail;
        changes.Put(MailTable, mail.Id, mail, SesJson.Default.Mail);
    }

    public void Delete(Changes changes, Mail mail)
    {
        _mails.Remove(mail.Id);
        changes.Delete(MailTable, mail.Id);
        changes.AfterCommit(() => Messages.Release([mail.File]));
    }

    public void AddIdentity(Changes changes, string name)
    {
        _identities.Add(name);
        changes.Put(IdentityTable, name.ToLowerInvariant(), name, SesJson.Default.String);
    }

    public void RemoveIdentity(Changes changes, string name)
    {
        _identities.Remove(name);
        changes.Delete(IdentityTable, name.ToLowerInvariant());
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var (table, _, value) in rows)
            if (table == MailTable)
            {
                var mail = JsonSerializer.Deserialize(value, SesJson.Default.Mail)!;
                _mails[mail.Id] = mail;
                Messages.Retain([mail.File]);
            }
            else
                _identities.Add(JsonSerializer.Deserialize(value, SesJson.Default.String)!);
    }
}
