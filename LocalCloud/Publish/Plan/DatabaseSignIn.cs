using LocalCloud.Publish.Projects;

namespace LocalCloud.Publish.Plan;

/// <summary>
/// How those who use a database prove to its proxy who they are: with IAM where all of them say that they can, else with its password.
/// A proxy takes one of both from all.
/// </summary>
internal static class DatabaseSignIn
{
    public static void Plan(PlanDraft plan, IReadOnlyDictionary<string, ProjectFacts> projects)
    {
        var edges = ManifestEdges.Of(plan.Manifest.Resources);
        // Those of one password are of one mind: it stands in a variable, or it does not
        foreach (var databases in plan.Databases.GroupBy(d => d.Password, StringComparer.OrdinalIgnoreCase).ToList())
        {
            HashSet<string> named = [databases.Key, .. databases.Select(d => d.Name)];
            var users = plan
                .Functions.Select(f => (ManifestProcess)f.Project)
                .Concat(plan.Services.Select(s => s.Process))
                .Distinct()
                .Where(process => Reaches(process.Name, []))
                .ToList();
            var without = users.Where(process => projects.GetValueOrDefault(process.Name) is not { SignsInWithIam: true }).ToList();
            foreach (var database in databases)
                plan.Databases[plan.Databases.IndexOf(database)] = database with { SignsInWithIam = users.Count > 0 && without.Count == 0 };
            if (without.Count > 0)
                plan.Warnings.Add(Warning(string.Join(" and ", databases.Select(d => d.Name)), users, without));

            bool Reaches(string name, HashSet<string> seen) =>
                edges.GetValueOrDefault(name) is { } next
                && next.Any(to =>
                    named.Contains(to, StringComparer.OrdinalIgnoreCase)
                    || seen.Add(to) && plan.Manifest.TryGet(to, out var resource) && resource is not ManifestProcess && Reaches(to, seen)
                );
        }
    }

    private static string Warning(string database, IReadOnlyCollection<ManifestProcess> users, IReadOnlyCollection<ManifestProcess> without)
    {
        var could = users.Except(without).ToList();
        return $"{database}: its master user's password stands in the environment of {Names(users)}, because "
            + (could.Count == 0 ? "" : $"{Names(could)} could sign in with IAM and ")
            + $"{Names(without)} {(without.Count == 1 ? "does" : "do")} not say so. Once the code makes tokens in its place, say "
            + "<DatabaseAuthentication>IAM</DatabaseAuthentication> in the project file.";

        static string Names(IEnumerable<ManifestProcess> processes) => string.Join(", ", processes.Select(p => p.Name));
    }
}
