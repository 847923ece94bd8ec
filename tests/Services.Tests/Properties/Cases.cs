using FsCheck;
using FsCheck.Fluent;

namespace Services.Tests.Properties;

/// <summary>Runs a property on so many generated cases, always the same; what fails is made as small as it gets.</summary>
internal static class Cases
{
    private static readonly Replay Always = new(new Rnd(20260101, 1), null);

    public static Task ForAllAsync<T>(Gen<T> cases, int count, Func<T, Task> holds) =>
        Task.Run(() =>
            Check.One(
                Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(Always),
                Prop.ForAll(cases.ToArbitrary(), value => holds(value).GetAwaiter().GetResult())
            )
        );

    /// <summary>The cases themselves, where they go out together.</summary>
    public static IReadOnlyList<T> Of<T>(Gen<T> cases, int count) => [.. cases.Sample(50, Always.Rnd, count)];
}
