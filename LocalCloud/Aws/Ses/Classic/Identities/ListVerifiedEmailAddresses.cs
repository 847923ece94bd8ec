namespace LocalCloud.Aws.Ses.Classic.Identities;

internal sealed record AddressesAnswer(List<string> VerifiedEmailAddresses);

/// <summary>Older than <see cref="ListIdentities"/>.</summary>
internal static class ListVerifiedEmailAddresses
{
    public static readonly Operation Definition = Operation<SesState>.Define<NoMembers, AddressesAnswer>(
        "ListVerifiedEmailAddresses",
        EmailJson.Default.NoMembers,
        EmailJson.Default.AddressesAnswer,
        (state, _, _) => new AddressesAnswer([.. state.Identities.Where(ListIdentities.IsAddress)])
    );
}
