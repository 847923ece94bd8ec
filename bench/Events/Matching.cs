using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Loader;

namespace Serverless.Bench.Events;

/// <summary>
/// Rules against which events are matched, of this build or of another one's LocalCloud.Aws.dll, which has types of the same names. Both
/// are reached alike, so that what that costs is the same.
/// </summary>
internal static class Matching
{
    private const string Patterns = "LocalCloud.Aws.EventBridge.Patterns.";

    /// <returns>How many rules an event matches.</returns>
    public static Func<byte[], int> Of(Assembly emulator, IEnumerable<string> rules)
    {
        var (pattern, index) = (
            emulator.GetType(Patterns + "EventPattern", throwOnError: true)!,
            emulator.GetType(Patterns + "RuleIndex", throwOnError: true)!
        );
        var compile = pattern.GetMethod("TryCompile", BindingFlags.Public | BindingFlags.Static)!;
        var compiled = rules.Select(rule => Compile(compile, rule)).ToArray();
        var patterns = Array.CreateInstance(pattern, compiled.Length);
        compiled.CopyTo(patterns, 0);
        var made = Activator.CreateInstance(index, patterns)!;

        var json = Expression.Parameter(typeof(byte[]));
        var memory = Expression.Convert(json, typeof(ReadOnlyMemory<byte>));
        var matched = Expression.Call(Expression.Constant(made), index.GetMethod("Match", [typeof(ReadOnlyMemory<byte>)])!, memory);
        return Expression
            .Lambda<Func<byte[], int>>(Expression.Property(matched, typeof(IReadOnlyCollection<int>), "Count"), json)
            .Compile();
    }

    public static Assembly Load(string path) => new OtherBuild(path).LoadFromAssemblyPath(path);

    private static object Compile(MethodInfo compile, string rule)
    {
        object?[] arguments = [rule, null, null];
        return (bool)compile.Invoke(null, arguments)! ? arguments[1]! : throw new InvalidOperationException($"{rule}: {arguments[2]}");
    }

    private sealed class OtherBuild(string path) : AssemblyLoadContext("before")
    {
        private readonly AssemblyDependencyResolver _resolver = new(path);

        protected override Assembly? Load(AssemblyName name) =>
            _resolver.ResolveAssemblyToPath(name) is { } found ? LoadFromAssemblyPath(found) : null;
    }
}
