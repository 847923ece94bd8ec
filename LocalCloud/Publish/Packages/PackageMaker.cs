using LocalCloud.Publish.Plan;
using LocalCloud.Publish.Report;

namespace LocalCloud.Publish.Packages;

/// <summary>The packages of a plan's functions: built together, zipped side by side.</summary>
internal static class PackageMaker
{
    // https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    private const long Limit = 250 * 1024 * 1024;

    /// <param name="output">Gets the zips.</param>
    /// <param name="explained">Gets what the packages are made of, of those functions that <see cref="PublishOptions.ExplainSize"/>
    /// names.</param>
    /// <returns>The packages by their zip's name, or why there are none.</returns>
    public static async Task<(Dictionary<string, FunctionPackage> Packages, string? Error)> MakeAsync(
        PublishPlan plan,
        string output,
        List<PackageContent> explained,
        IPublishProgress progress,
        CancellationToken cancellationToken
    )
    {
        var scratch = Directory.CreateDirectory(Path.Combine(output, "build")).FullName;
        try
        {
            var functions = plan.Functions.DistinctBy(f => f.Zip).ToList();
            var projects = functions.ConvertAll(f => new FunctionProject(f.Facts, Path.Combine(scratch, f.Project.Name)));
            if (projects.Count == 0)
                return ([], null);
            var error = await progress.StepAsync(
                $"Building {string.Join(", ", functions.Select(f => $"{f.Project.Name} ({f.Facts.Build})"))} for "
                    + $"{plan.Options.RuntimeIdentifier}",
                line => FunctionBuild.RunAsync(projects, scratch, plan.Options, line, cancellationToken)
            );
            if (error is not null)
                return ([], $"It cannot be built:\n{error}");

            var zips = await progress.StepAsync($"Zipping {string.Join(", ", functions.Select(f => f.Zip))}", _ =>
                Task.WhenAll(
                    functions
                        .Zip(projects)
                        .Select(one =>
                            Task.Run(
                                () => ZipPackage.CreateAsync(one.Second.Files, Path.Combine(output, one.First.Zip), cancellationToken),
                                cancellationToken
                            )
                        )
                )
            );
            foreach (
                var asked in plan
                    .Functions.Where(f => plan.Options.ExplainSize == f.Name || plan.Options.ExplainSize == f.Project.Name)
                    .DistinctBy(f => f.Zip)
            )
            {
                var index = functions.FindIndex(f => f.Zip == asked.Zip);
                explained.Add(PackageContent.Of(asked.Name, projects[index], zips[index].File));
            }

            var packages = functions.Zip(zips).ToDictionary(one => one.First.Zip, one => one.Second);
            var large = packages
                .Where(package => package.Value.UnpackedBytes > Limit)
                .Select(package =>
                    $"{package.Key} is {FileSize.Text(package.Value.UnpackedBytes)} unpacked, and Lambda takes {FileSize.Text(Limit)}. "
                    + "Trim it (<TrimPackage>true</TrimPackage>) or split the project."
                )
                .ToList();
            return (packages, large.Count > 0 ? string.Join('\n', large) : null);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }
}
