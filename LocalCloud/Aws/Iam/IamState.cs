using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Iam;

internal sealed class IamState(IamService service, Scope scope) : ServiceState(service, scope)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public SortedDictionary<string, Role> Roles { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, User> Users { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, Group> Groups { get; } = new(StringComparer.Ordinal);

    /// <summary>By ARN.</summary>
    public SortedDictionary<string, IdentityProvider> Providers { get; } = new(StringComparer.Ordinal);

    public string? Alias { get; private set; }

    /// <summary>By ARN.</summary>
    public SortedDictionary<string, Policy> Policies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, InstanceProfile> Profiles { get; } = new(StringComparer.Ordinal);

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

    public void Put(Changes changes, Role role)
    {
        Roles[role.RoleName] = role;
        changes.Put("roles", role.RoleName, role, IamJson.Default.Role);
    }

    public void Delete(Changes changes, Role role)
    {
        Roles.Remove(role.RoleName);
        changes.Delete("roles", role.RoleName);
    }

    public void Put(Changes changes, User user)
    {
        Users[user.UserName] = user;
        changes.Put("users", user.UserName, user, IamJson.Default.User);
    }

    public void Delete(Changes changes, User user)
    {
        Users.Remove(user.UserName);
        changes.Delete("users", user.UserName);
    }

    public void Put(Changes changes, Group group)
    {
        Groups[group.GroupName] = group;
        changes.Put("groups", group.GroupName, group, IamJson.Default.Group);
    }

    public void Delete(Changes changes, Group group)
    {
        Groups.Remove(group.GroupName);
        changes.Delete("groups", group.GroupName);
    }

    public void Put(Changes changes, IdentityProvider provider)
    {
        Providers[provider.Arn] = provider;
        changes.Put("providers", provider.Arn, provider, IamJson.Default.IdentityProvider);
    }

    public void Delete(Changes changes, IdentityProvider provider)
    {
        Providers.Remove(provider.Arn);
        changes.Delete("providers", provider.Arn);
    }

    public void PutAlias(Changes changes, string? alias)
    {
        Alias = alias;
        if (alias is null)
            changes.Delete("alias", "");
        else
            changes.Put("alias", "", Encoding.UTF8.GetBytes(alias));
    }

    public void Put(Changes changes, Policy policy)
    {
        Policies[policy.Arn] = policy;
        changes.Put("policies", policy.Arn, policy, IamJson.Default.Policy);
    }

    public void Delete(Changes changes, Policy policy)
    {
        Policies.Remove(policy.Arn);
        changes.Delete("policies", policy.Arn);
    }

    public void Put(Changes changes, InstanceProfile profile)
    {
        Profiles[profile.InstanceProfileName] = profile;
        changes.Put("profiles", profile.InstanceProfileName, profile, IamJson.Default.InstanceProfile);
    }

    public void Delete(Changes changes, InstanceProfile profile)
    {
        Profiles.Remove(profile.InstanceProfileName);
        changes.Delete("profiles", profile.InstanceProfileName);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            switch (row.Table)
            {
                case "roles":
                    Roles[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.Role)!;
                    break;
                case "users":
                    Users[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.User)!;
                    break;
                case "groups":
                    Groups[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.Group)!;
                    break;
                case "providers":
                    Providers[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.IdentityProvider)!;
                    break;
                case "alias":
                    Alias = Encoding.UTF8.GetString(row.Value);
                    break;
                case "policies":
                    Policies[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.Policy)!;
                    break;
                case "profiles":
                    Profiles[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.InstanceProfile)!;
                    break;
            }
    }
}
