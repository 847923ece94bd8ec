using LocalCloud.Aws.Kms;
using LocalCloud.Aws.Kms.Keys;

namespace LocalCloud.Aws.WebConsole;

/// <summary>KMS keys of a region with their aliases. What they are made of is never shown.</summary>
internal sealed class KeysView : IConsoleView
{
    // Those with a use of their own; what else a spec can be used for is a call away
    private static readonly (string, string)[] Kinds =
    [
        ("SYMMETRIC_DEFAULT ENCRYPT_DECRYPT", "Symmetric: encrypt and decrypt, for other services too"),
        ("RSA_2048 SIGN_VERIFY", "RSA 2048: sign and verify"),
        ("RSA_2048 ENCRYPT_DECRYPT", "RSA 2048: encrypt and decrypt"),
        ("ECC_NIST_P256 SIGN_VERIFY", "Elliptic curve P-256: sign and verify"),
        ("HMAC_256 GENERATE_VERIFY_MAC", "HMAC-SHA-256: message authentication codes"),
    ];

    public string Id => "keys";

    public string Title => "Keys";

    public int? Count(ConsoleRequest page) => Read(page, state => state.Keys(page.Scope.Region).Count());

    public ValueTask<Html> ShowAsync(ConsoleRequest page) => new(Read(page, state => page.Name is null ? All(page, state)
                : state.Find(page.Scope.Region, page.Name) is { } key ? KeyPage.Of(page, state, key)
                : page.Missing("key", "All keys")));

    public ValueTask<Outcome> ActAsync(ConsoleRequest page, ConsoleForm form) => KeyActions.ActAsync(page, form);

    public IEnumerable<Hit> Search(ConsoleRequest page, string words) =>
        Read(page, state =>
            state
                .Keys(page.Scope.Region)
                .Select(key => (Key: key, Aliases: KeyPage.AliasesOf(state, key)))
                .Where(found =>
                    $"{found.Key.Arn} {found.Aliases} {found.Key.Description}".Contains(words, StringComparison.OrdinalIgnoreCase)
                )
                .Select(found => new Hit("Key", found.Key.Id, page.Link("keys", found.Key.Id), found.Aliases))
                .Take(SearchView.Most)
                .ToList()
        );

    private static T Read<T>(ConsoleRequest page, Func<KmsState, T> read) =>
        page.Host.Read(page.Host.Service<KmsService>().StateOf(page.Scope.Account), read);

    private static Html All(ConsoleRequest page, KmsState state)
    {
        var all = state.Keys(page.Scope.Region).ToList();
        var (shown, pager) = page.Slice(all, all.Count);
        return Html.Of(
            $"""
            {Widgets.Live("keys", Html.Of($"""
                {Widgets.Table("Keys", ["Key", "Aliases", "State", "Spec", "Usage", "Created"], shown.Select(k => Row(page, state, k)),
                    Html.Of($"There is no key yet. Make one below, or: <code>aws kms create-key</code>. Keys of AWS's services come with "
                        + $"their first use."))}
                {pager}
                """))}
            {Forms.Folded(page, "Create a key", "create", "Create the key",
                Field.Select("kind", "Kind", Kinds),
                new Field("alias", "Alias", Hint: "As shop/orders; alias/ is put before it. Empty: none"),
                new Field("description", "Description"))}
            """
        );
    }

    private static Html Row(ConsoleRequest page, KmsState state, Key key) =>
        page.Row(
            key.Id,
            Widgets.Text(KeyPage.AliasesOf(state, key)),
            KeyPage.State(page, key),
            Widgets.Text(key.Spec),
            Widgets.Text(key.Usage),
            page.Time(key.Created)
        );
}
