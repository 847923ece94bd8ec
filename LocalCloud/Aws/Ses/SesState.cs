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
        IdentityTable = "identity",
        TemplateTable = "template",
        ConfigurationSetTable = "configurationSet";

    private readonly Dictionary<string, Mail> _mails = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _identities = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, StoredTemplate> _templates = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ConfigurationSet> _configurationSets = new(StringComparer.Ordinal);

    public BodyStore Messages => service.Messages;

    public IReadOnlyCollection<Mail> Mails => _mails.Values;

    public IReadOnlyCollection<string> Identities => _identities;

    public IReadOnlyDictionary<string, StoredTemplate> Templates => _templates;

    public IReadOnlyDictionary<string, ConfigurationSet> ConfigurationSets => _configurationSets;

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

    public void Put(Changes changes, StoredTemplate template)
    {
        _templates[template.Name] = template;
        changes.Put(TemplateTable, template.Name, template, SesJson.Default.StoredTemplate);
    }

    public void Delete(Changes changes, StoredTemplate template)
    {
        _templates.Remove(template.Name);
        changes.Delete(TemplateTable, template.Name);
    }

    public void Put(Changes changes, ConfigurationSet set)
    {
        _configurationSets[set.ConfigurationSetName!] = set;
        changes.Put(ConfigurationSetTable, set.ConfigurationSetName!, set, SesJson.Default.ConfigurationSet);
    }

    public void Delete(Changes changes, ConfigurationSet set)
    {
        _configurationSets.Remove(set.ConfigurationSetName!);
        changes.Delete(ConfigurationSetTable, set.ConfigurationSetName!);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var (table, key, value) in rows)
            switch (table)
            {
                case MailTable:
                    var mail = JsonSerializer.Deserialize(value, SesJson.Default.Mail)!;
                    _mails[mail.Id] = mail;
                    Messages.Retain([mail.File]);
                    break;
                case TemplateTable:
                    _templates[key] = JsonSerializer.Deserialize(value, SesJson.Default.StoredTemplate)!;
                    break;
                case ConfigurationSetTable:
                    _configurationSets[key] = JsonSerializer.Deserialize(value, SesJson.Default.ConfigurationSet)!;
                    break;
                default:
                    _identities.Add(JsonSerializer.Deserialize(value, SesJson.Default.String)!);
                    break;
            }
    }
}
