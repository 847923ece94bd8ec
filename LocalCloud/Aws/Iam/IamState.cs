using System.Security.Cryptography;
using System.Text.Json;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.Iam;

internal sealed class IamState(IamService service, Scope scope) : ServiceState(service, scope)
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public SortedDictionary<string, Role> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>By ARN.</summary>
    public SortedDictionary<string, Policy> Policies { get; } = new(StringComparer.Ordinal);

    public SortedDictionary<string, InstanceProfile> Profiles { get; } = new(StringComparer.Ordinal);

    public string Arn(string kind, string path, string name) => $"arn:aws:iam::{Scope.Account}:{kind}{path}{name}";

    public static string NewId(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 17);

    public Result<Role> Role(string name) => Roles.TryGetValue(name, out var role) ? role : Missing($"The role with name {name} cannot be found.");

    public static AwsError Missing(string message) => new("NoSuchEntity", message, 404);

    public void Put(Changes changes, Role role)
    {
        Roles[role.RoleName] = role;
        changes.Put("roles", role.RoleName, role, IamJson.Default.Role);
    }

    public void Put(Changes changes, Policy policy)
    {
        Policies[policy.Arn] = policy;
        changes.Put("policies", policy.Arn, policy, IamJson.Default.Policy);
    }

    public void Put(Changes changes, InstanceProfile profile)
    {
        Profiles[profile.InstanceProfileName] = profile;
        changes.Put("profiles", profile.InstanceProfileName, profile, IamJson.Default.InstanceProfile);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var row in rows)
            switch (row.Table)
            {
                case "roles":
                    Roles[row.Key] = JsonSerializer.Deserialize(row.Value, IamJson.Default.Role)!;
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
