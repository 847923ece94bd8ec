using System.Security.Cryptography;
using System.Text;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Iam;

internal sealed class IamState(IamService service, Scope scope) : ServiceState(service, scope)
{
    private const string AliasTable = "alias",
        Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public Table<Role> Roles { get; } = new("roles", IamJson.Default.Role, r => r.RoleName);

    public Table<User> Users { get; } = new("users", IamJson.Default.User, u => u.UserName);

    public Table<Group> Groups { get; } = new("groups", IamJson.Default.Group, g => g.GroupName);

    /// <summary>By ARN.</summary>
    public Table<IdentityProvider> Providers { get; } = new("providers", IamJson.Default.IdentityProvider, p => p.Arn);

    public string? Alias { get; private set; }

    /// <summary>By ARN.</summary>
    public Table<Policy> Policies { get; } = new("policies", IamJson.Default.Policy, p => p.Arn);

    public Table<InstanceProfile> Profiles { get; } = new("profiles", IamJson.Default.InstanceProfile, p => p.InstanceProfileName);

    public string Arn(string kind, string path, string name) => $"arn:aws:iam::{Scope.Account}:{kind}{path}{name}";

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 17);

    public Result<Role> Role(string name) =>
        Roles.TryGetValue(name, out var role) ? role : Missing($"The role with name {name} cannot be found.");

    public Result<User> User(string name) =>
        Users.TryGetValue(name, out var user) ? user : Missing($"The user with name {name} cannot be found.");

    public Result<Group> Group(string name) =>
        Groups.TryGetValue(name, out var group) ? group : Missing($"The group with name {name} cannot be found.");

    public Result<Policy> Policy(string arn) =>
        Policies.TryGetValue(arn, out var policy) ? policy : Missing($"Policy {arn} was not found.");

    public Result<InstanceProfile> Profile(string name) =>
        Profiles.TryGetValue(name, out var profile) ? profile : Missing($"Instance Profile {name} cannot be found.");

    public Result<IdentityProvider> OpenIdConnectProvider(string arn) =>
        Providers.TryGetValue(arn, out var provider) && provider.Url is not null
            ? provider
            : Missing($"OpenIDConnect Provider not found for arn {arn}");

    public Result<IdentityProvider> SamlProvider(string arn) =>
        Providers.TryGetValue(arn, out var provider) && provider.Metadata is not null
            ? provider
            : Missing($"Manifest not found for arn {arn}");

    /// <summary>Whose access key it is.</summary>
    public (User User, AccessKey Key)? OwnerOf(string accessKeyId)
    {
        foreach (var user in Users.Values)
            if (user.Keys.Find(k => k.AccessKeyId == accessKeyId) is { } key)
                return (user, key);
        return null;
    }

    public IEnumerable<Group> GroupsOf(User user) => Groups.Values.Where(g => g.Members.Contains(user.UserName));

    /// <summary>All to whom policies are attached.</summary>
    public IEnumerable<IPolicyHolder> Holders => [.. Users.Values, .. Groups.Values, .. Roles.Values];

    public static readonly PageForm Pages = new(100, marker => new AwsError("ValidationError", $"Invalid Marker: {marker}"));

    public static AwsError Missing(string message) => new("NoSuchEntity", message, 404);

    public void Put(Changes changes, Role role) => Roles.Put(changes, role);

    public void Delete(Changes changes, Role role) => Roles.Delete(changes, role.RoleName);

    public void Put(Changes changes, User user) => Users.Put(changes, user);

    public void Delete(Changes changes, User user) => Users.Delete(changes, user.UserName);

    public void Put(Changes changes, Group group) => Groups.Put(changes, group);

    public void Delete(Changes changes, Group group) => Groups.Delete(changes, group.GroupName);

    public void Put(Changes changes, IdentityProvider provider) => Providers.Put(changes, provider);

    public void Delete(Changes changes, IdentityProvider provider) => Providers.Delete(changes, provider.Arn);

    public void PutAlias(Changes changes, string? alias)
    {
        Alias = alias;
        if (alias is null)
            changes.Delete(AliasTable, "");
        else
            changes.Put(AliasTable, "", Encoding.UTF8.GetBytes(alias));
    }

    public void Put(Changes changes, Policy policy) => Policies.Put(changes, policy);

    public void Delete(Changes changes, Policy policy) => Policies.Delete(changes, policy.Arn);

    public void Put(Changes changes, InstanceProfile profile) => Profiles.Put(changes, profile);

    public void Delete(Changes changes, InstanceProfile profile) => Profiles.Delete(changes, profile.InstanceProfileName);

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            if (row.Table == AliasTable)
                Alias = Encoding.UTF8.GetString(row.Value);
            else
                StoredTable.TryLoad(row, Roles, Users, Groups, Providers, Policies, Profiles);
    }
}
