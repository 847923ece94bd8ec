using System.Globalization;
using System.Text.RegularExpressions;

namespace LocalCloud.Publish.Plan;

/// <summary>PostgreSQL's image as RDS or Aurora, within what RDS takes.</summary>
internal static partial class Postgres
{
    // New servers cannot be made with older ones:
    // https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html
    private const int OldestVersion = 11;
    private const string UsualVersion = "17";

    // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
    private static readonly string[] ReservedUsers =
    [
        "admin",
        "rdsadmin",
        "rdsrepladmin",
        "rds_superuser",
        "rds_replication",
        "rds_password",
        "rds_iam",
    ];

    public static void Plan(PlanDraft plan, ManifestContainer container, KnownImage image)
    {
        if (Containers.ParameterOf(container, "POSTGRES_PASSWORD") is not { } password)
        {
            plan.Refuse(
                container,
                "its POSTGRES_PASSWORD is no parameter, so that it would stand in the template in clear",
                "Give it a secret parameter: AddPostgres(name, password: builder.AddParameter(\"password\", secret: true))"
            );
            return;
        }
        if (User(plan, container, out var user) is { } fault)
        {
            plan.Refuse(
                container,
                fault,
                "Leave it at postgres, or take 1 to 63 letters, digits and underscores that begin with a letter and are not reserved "
                    + "(admin, rdsadmin, pg_...)"
            );
            return;
        }
        if (plan.Databases.FirstOrDefault(d => d.Password == password && d.Username != user) is { } other)
        {
            plan.Refuse(
                container,
                $"it has the password of '{other.Name}' and another user, and RDS Proxy takes both from one secret",
                "Give it a password of its own"
            );
            return;
        }
        var version = Version(container.Image!, image.Tag ?? "");
        if (int.Parse(version, CultureInfo.InvariantCulture) < OldestVersion)
        {
            plan.Refuse(container, $"PostgreSQL {version} is too old for RDS, which begins with {OldestVersion}", "Use a newer image");
            return;
        }

        var databases = DatabasesOf(plan.Manifest, container).ToList();
        var first = databases.FirstOrDefault(d => Identifier().IsMatch(d));
        plan.Databases.Add(new(container.Name, Names.Id(container.Name), version, user, password, first));
        plan.Mapped.Add(
            new(
                container.Name,
                container.Type,
                (plan.Options.Aurora ? $"Aurora PostgreSQL {version} Serverless v2" : $"RDS for PostgreSQL {version}") + " behind RDS Proxy"
            )
        );
        foreach (var database in databases.Where(d => d != first && d != "postgres"))
            plan.Warnings.Add(
                $"{container.Name}: RDS makes {(first is null ? "no database but 'postgres'" : $"the database '{first}' only")}; "
                    + $"'{database}' has to be made once: CREATE DATABASE \"{database}\"."
            );
        Containers.LeftOut(plan, container, "RDS");
        if (container.Args.Length > 0)
            plan.Warnings.Add(
                $"{container.Name}: its arguments ({string.Join(' ', container.Args)}) are left out: on RDS a parameter group holds such "
                    + "settings."
            );
    }

    /// <param name="user">The master user's name, or <c>${Id}</c> of the template's parameter that has it.</param>
    private static string? User(PlanDraft plan, ManifestContainer container, out string user)
    {
        user = "postgres";
        var given = container.Env.FirstOrDefault(v => v.Name == "POSTGRES_USER")?.Value;
        if (given is null or { Text: "" })
            return null;
        if (given.References.Any())
        {
            if (
                Containers.ParameterOf(container, "POSTGRES_USER") is not { } name
                || !plan.Manifest.TryGet(name, out var resource)
                || resource is not ManifestParameter parameter
            )
                return "its POSTGRES_USER is put together, and RDS Proxy wants it whole";
            if (ParameterForm.Input(parameter) is not { Secret: false })
                return $"its POSTGRES_USER is '{name}', and a user's name is taken from a parameter that is no secret";
            user = $"${{{Names.Id(name)}}}";
            return null;
        }
        user = given.Text;
        return
            !Identifier().IsMatch(user)
            || ReservedUsers.Contains(user, StringComparer.OrdinalIgnoreCase)
            || user.StartsWith("pg_", StringComparison.OrdinalIgnoreCase)
            ? $"its user '{user}' is none that RDS takes"
            : null;
    }

    // What the image makes, then value.v0 resources of the form {postgres.connectionString};Database=NAME, in the manifest's order
    private static IEnumerable<string> DatabasesOf(AppManifest manifest, ManifestContainer server) =>
        Made(server)
            .Concat(
                manifest
                    .Resources.OfType<ManifestValue>()
                    .Where(v => v.ConnectionString?.References.Any(r => r.Resource == server.Name) == true)
                    .Select(v =>
                        v.ConnectionString!.Text.Split(';')
                            .Select(p => p.Split('=', 2))
                            .FirstOrDefault(p => p.Length == 2 && p[0].Trim().Equals("Database", StringComparison.OrdinalIgnoreCase))
                            ?[1]
                    )
                    .OfType<string>()
            )
            .Distinct();

    private static IEnumerable<string> Made(ManifestContainer server) =>
        server.Env.FirstOrDefault(v => v.Name == "POSTGRES_DB")?.Value is { Text.Length: > 0 } name && !name.References.Any()
            ? [name.Text]
            : [];

    // A letter first, then letters, digits and underscores
    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_]{0,62}\z")]
    private static partial Regex Identifier();

    // 17.4, 17-alpine; a tag of pgvector's begins with its own version: 0.8.0-pg17
    private static string Version(string image, string tag) =>
        OfExtension().Match(tag) is { Success: true } named ? named.Groups[1].Value
        : !image.Contains("pgvector", StringComparison.OrdinalIgnoreCase) && OfServer().Match(tag) is { Success: true } first
            ? first.Groups[1].Value
        : UsualVersion;

    [GeneratedRegex(@"pg(\d{1,3})(?!\d)")]
    private static partial Regex OfExtension();

    [GeneratedRegex(@"^(\d{1,3})(?=[.-]|$)")]
    private static partial Regex OfServer();
}
