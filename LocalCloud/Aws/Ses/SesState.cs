using System.Text.Json;
using LocalCloud.Aws.S3.Bodies;
using LocalCloud.Aws.Ses.ConfigurationSets;
using LocalCloud.Aws.Ses.Templates;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Ses;

/// <summary>What was sent in one account and region, and its identities.</summary>
internal sealed class SesState(SesService service, Scope scope) : ServiceState(service, scope)
{
    private const string MailTable = "mail",
        IdentityTable = "identity";

    private readonly Dictionary<string, Mail> _mails = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _identities = new(StringComparer.OrdinalIgnoreCase);

    public BodyStore Messages => service.Messages;

    public IReadOnlyCollection<Mail> Mails => _mails.Values;

    public IReadOnlyCollection<string> Identities => _identities;

    public Table<StoredTemplate> Templates { get; } = new("template", SesJson.Default.StoredTemplate, t => t.Name);

    public Table<ConfigurationSet> ConfigurationSets { get; } =
        new("configurationSet", SesJson.Default.ConfigurationSet, s => s.ConfigurationSetName!);

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
        foreach (var row in rows)
            switch (row.Table)
            {
                case MailTable:
                    var mail = JsonSerializer.Deserialize(row.Value, SesJson.Default.Mail)!;
                    _mails[mail.Id] = mail;
                    Messages.Retain([mail.File]);
                    break;
                case IdentityTable:
                    _identities.Add(JsonSerializer.Deserialize(row.Value, SesJson.Default.String)!);
                    break;
                default:
                    StoredTable.TryLoad(row, Templates, ConfigurationSets);
                    break;
            }
    }
}
