using System.Reflection;

namespace Packages.Tests.Infrastructure;

/// <summary>What MSBuild knew of the checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata(nameof(Repository));

    /// <summary>Debug or Release.</summary>
    public static string Configuration { get; } = Metadata(nameof(Configuration));

    public static string Project { get; } = Path.Combine(Root, "tests", "Packages.Tests");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == key).Value!;
}
