using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Utf8Order = LocalCloud.Aws.DynamoDb.Values.Utf8Order;

namespace LocalCloud.Aws.Tests.DynamoDb;

public sealed class ConditionTests : DynamoDbTest
{
    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        [":zero"] = N(0),
        [":five"] = N(5),
        [":nine"] = N(9),
        [":text"] = S("hello"),
        [":hel"] = S("hel"),
        [":ell"] = S("ell"),
        [":x"] = S("x"),
        [":list"] = L(S("x"), N(1)),
        [":set"] = SS("x", "y"),
        [":s"] = S("S"),
        [":ss"] = S("SS"),
        [":true"] = Bool(true),
        [":bytes"] = B(2),
        [":one"] = N(1),
        [":map"] = M(new() { ["k"] = S("v") }),
        [":five0"] = N("5.0"),
        [":two"] = N(2),
        [":three"] = N(3),
    };

    private async Task<bool> HoldsAsync(string condition, Dictionary<string, string>? names = null)
    {
        var used = Values.Where(value => System.Text.RegularExpressions.Regex.IsMatch(condition, value.Key + @"(?!\w)")).ToDictionary();
        try
        {
            await Db.DeleteItemAsync(
                new DeleteItemRequest
                {
                    TableName = Things,
                    Key = Key("a"),
                    ConditionExpression = condition,
                    ExpressionAttributeValues = used.Count == 0 ? null : used,
                    ExpressionAttributeNames = names,
                }
            );
            return true;
        }
        catch (ConditionalCheckFailedException e)
        {
            Assert.Equal("The conditional request failed", e.Message);
            return false;
        }
    }

    [Theory]
    [InlineData("n = :five", true)]
    [InlineData("n = :five0", true)]
    [InlineData("n = :text", false)]
    [InlineData("n <> :nine", true)]
    [InlineData("n <> :five", false)]
    [InlineData("n <> :text", true)]
    [InlineData("absent <> :five", true)]
    [InlineData("absent = :five", false)]
    [InlineData("absent < :five", false)]
    [InlineData("n < :nine", true)]
    [InlineData("n < :five", false)]
    [InlineData("n <= :five", true)]
    [InlineData("n > :zero", true)]
    [InlineData("n >= :nine", false)]
    [InlineData("n > :hel", false)]
    [InlineData("t > :hel", true)]
    [InlineData(":nine > n", true)]
    [InlineData("n BETWEEN :zero AND :nine", true)]
    [InlineData("n BETWEEN :five AND :five", true)]
    [InlineData("n BETWEEN :zero AND :one", false)]
    [InlineData("n IN (:zero, :five)", true)]
    [InlineData("n IN (:zero)", false)]
    [InlineData("n = :five AND t = :text", true)]
    [InlineData("n = :zero OR t = :text", true)]
    [InlineData("n = :zero OR n = :nine AND t = :text", false)]
    [InlineData("n = :five or n = :nine and t = :x", true)]
    [InlineData("(n = :five OR n = :nine) AND t = :x", false)]
    [InlineData("NOT n = :zero", true)]
    [InlineData("NOT (n = :five AND t = :text)", false)]
    [InlineData("NOT NOT n = :five", true)]
    [InlineData("attribute_exists(n)", true)]
    [InlineData("attribute_exists(absent)", false)]
    [InlineData("attribute_exists(m.k)", true)]
    [InlineData("attribute_exists(m.z)", false)]
    [InlineData("attribute_exists(l[1])", true)]
    [InlineData("attribute_exists(l[2])", false)]
    [InlineData("attribute_not_exists(absent)", true)]
    [InlineData("attribute_not_exists(n)", false)]
    [InlineData("attribute_type(t, :s)", true)]
    [InlineData("attribute_type(set1, :ss)", true)]
    [InlineData("attribute_type(n, :s)", false)]
    [InlineData("attribute_type(absent, :s)", false)]
    [InlineData("begins_with(t, :hel)", true)]
    [InlineData("begins_with(t, :ell)", false)]
    [InlineData("begins_with(n, :hel)", false)]
    [InlineData("begins_with(b, :bytes)", false)]
    [InlineData("contains(t, :ell)", true)]
    [InlineData("contains(t, :x)", false)]
    [InlineData("contains(b, :bytes)", true)]
    [InlineData("contains(set1, :x)", true)]
    [InlineData("contains(set1, :text)", false)]
    [InlineData("contains(l, :one)", true)]
    [InlineData("contains(l, :five)", false)]
    [InlineData("contains(absent, :x)", false)]
    [InlineData("size(t) = :five", true)]
    [InlineData("size(l) = :two", true)]
    [InlineData("size(set1) < :three", true)]
    [InlineData("size(b) = :three", true)]
    [InlineData("size(m) = :one", true)]
    [InlineData("size(n) = :one", false)]
    [InlineData("size(absent) = :zero", false)]
    [InlineData("l = :list", true)]
    [InlineData("set1 = :set", true)]
    [InlineData("m = :map", true)]
    [InlineData("flag = :true", true)]
    [InlineData("l[1] = :one AND m.k <> :x", true)]
    public async Task A_condition_holds_or_not(string condition, bool holds)
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["n"] = N(5),
                ["t"] = S("hello"),
                ["l"] = L(S("x"), N(1)),
                ["set1"] = SS("y", "x"),
                ["m"] = M(new() { ["k"] = S("v") }),
                ["b"] = B(1, 2, 3),
                ["flag"] = Bool(true),
            }
        );

        Assert.Equal(holds, await HoldsAsync(condition));
        Assert.Equal(holds, await GetAsync("a") is null);
    }

    [Fact]
    public async Task A_placeholder_may_name_a_reserved_word_and_an_attribute_with_a_dot()
    {
        await CreateThingsAsync();
        await PutAsync(
            new()
            {
                ["id"] = S("a"),
                ["status"] = N(5),
                ["a.b"] = N(9),
            }
        );

        Assert.True(await HoldsAsync("#s = :five AND #dot = :nine", new() { ["#s"] = "status", ["#dot"] = "a.b" }));
    }

    [Fact]
    public void Strings_compare_by_their_UTF8_bytes()
    {
        string[] texts = ["", "a", "ab", "b", "é", "\uD7FF", "\uE000", "\uFFFD", "\U00010000", "😀", "😁", "😁a"];
        foreach (var a in texts)
        {
            foreach (var b in texts)
                Assert.Equal(
                    Math.Sign(Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b))),
                    Math.Sign(Utf8Order.Compare(a, b))
                );
        }
    }

    [Fact]
    public async Task Put_if_absent_fails_the_second_time_and_changes_nothing()
    {
        await CreateThingsAsync();
        var put = new PutItemRequest
        {
            TableName = Things,
            Item = new() { ["id"] = S("a"), ["x"] = N(1) },
            ConditionExpression = "attribute_not_exists(id)",
        };
        await Db.PutItemAsync(put);
        put.Item["x"] = N(2);

        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Db.PutItemAsync(put));

        Assert.Equal("{id:'a',x:1}", Show(await GetAsync("a")));
    }

    [Fact]
    public async Task A_failed_condition_returns_the_item_when_asked()
    {
        await CreateThingsAsync();
        await PutAsync(new() { ["id"] = S("a"), ["x"] = N(1) });
        var put = new PutItemRequest
        {
            TableName = Things,
            Item = Key("a"),
            ConditionExpression = "attribute_not_exists(id)",
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };

        var error = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => Db.PutItemAsync(put));

        Assert.Equal("{id:'a',x:1}", Show(error.Item));
    }

    [Theory]
    [InlineData("", "Invalid ConditionExpression: The expression can not be empty;")]
    [InlineData("a-b", "Invalid ConditionExpression: Syntax error; token: \"-\", near: \"a-b\"")]
    [InlineData("n = ", "Invalid ConditionExpression: Syntax error; token: \"<EOF>\", near: \"= \"")]
    [InlineData("n = :five extra", "Invalid ConditionExpression: Syntax error; token: \"extra\", near: \":five extra\"")]
    [InlineData("__n = :five", "Invalid ConditionExpression: Syntax error; token: \"_\", near: \"__\"")]
    [InlineData("status = :five", "Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: status")]
    [InlineData(
        "#n = :five",
        "Invalid ConditionExpression: An expression attribute name used in the document path is not defined; attribute name: #n"
    )]
    [InlineData(
        "n = :undefined",
        "Invalid ConditionExpression: An expression attribute value used in expression is not defined; attribute value: :undefined"
    )]
    [InlineData("nonsense(n)", "Invalid ConditionExpression: Invalid function name; function: nonsense")]
    [InlineData("Contains(n, :five)", "Invalid ConditionExpression: Invalid function name; function: Contains")]
    [InlineData(
        "begins_with(t)",
        "Invalid ConditionExpression: Incorrect number of operands for operator or function; operator or function: begins_with, number "
            + "of operands: 1"
    )]
    [InlineData(
        "begins_with(t, :five)",
        "Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: begins_with, operand type: N"
    )]
    [InlineData(
        "attribute_exists(:five)",
        "Invalid ConditionExpression: Operator or function requires a document path; operator or function: attribute_exists"
    )]
    [InlineData(
        "attribute_type(n, :text)",
        "Invalid ConditionExpression: Invalid attribute type name found; type: hello, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}"
    )]
    [InlineData(
        "n = n",
        "Invalid ConditionExpression: The first operand must be distinct from the remaining operands for this operator or function; "
            + "operator: =, first operand: [n]"
    )]
    [InlineData("((n = :five))", "Invalid ConditionExpression: The expression has redundant parentheses;")]
    [InlineData("size(n)", "Invalid ConditionExpression: The function is not allowed to be used this way in an expression; function: size")]
    [InlineData(
        "if_not_exists(n, :five)",
        "Invalid ConditionExpression: The function is not allowed in a condition expression; function: if_not_exists"
    )]
    [InlineData(
        "n BETWEEN :nine AND :five",
        "Invalid ConditionExpression: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound "
            + "operand: AttributeValue: {N:9}, upper bound operand: AttributeValue: {N:5}"
    )]
    [InlineData(
        "n BETWEEN :hel AND :five",
        "Invalid ConditionExpression: The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: "
            + "AttributeValue: {S:hel}, upper bound operand: AttributeValue: {N:5}"
    )]
    [InlineData(
        "n < :true",
        "Invalid ConditionExpression: Incorrect operand type for operator or function; operator or function: <, operand type: BOOL"
    )]
    public async Task A_faulty_condition_is_refused_in_AWS_s_words(string condition, string message)
    {
        await CreateThingsAsync();

        await RefusedAsync(message, () => HoldsAsync(condition));
    }

    [Fact]
    public async Task Placeholders_that_no_expression_uses_are_refused()
    {
        await CreateThingsAsync();
        var put = new PutItemRequest
        {
            TableName = Things,
            Item = Key("a"),
            ConditionExpression = "#used <> :used",
            ExpressionAttributeNames = new() { ["#used"] = "x", ["#extra"] = "y" },
            ExpressionAttributeValues = new() { [":used"] = N(1) },
        };
        await RefusedAsync("Value provided in ExpressionAttributeNames unused in expressions: keys: {#extra}", () => Db.PutItemAsync(put));

        put.ExpressionAttributeNames.Remove("#extra");
        put.ExpressionAttributeValues[":more"] = N(2);
        await RefusedAsync("Value provided in ExpressionAttributeValues unused in expressions: keys: {:more}", () => Db.PutItemAsync(put));
    }

    [Fact]
    public async Task Placeholders_without_an_expression_or_with_a_faulty_key_are_refused()
    {
        await CreateThingsAsync();
        await RefusedAsync("ExpressionAttributeNames can only be specified when using expressions", () => Db.PutItemAsync(
                new PutItemRequest
                {
                    TableName = Things,
                    Item = Key("a"),
                    ExpressionAttributeNames = new() { ["#a"] = "a" },
                }
            ));
        await RefusedAsync("ExpressionAttributeValues can only be specified when using expressions: ConditionExpression is null", () =>
            Db.PutItemAsync(
                new PutItemRequest
                {
                    TableName = Things,
                    Item = Key("a"),
                    ExpressionAttributeValues = new() { [":a"] = N(1) },
                }
            )
        );
        await RefusedAsync("ExpressionAttributeNames contains invalid key: Syntax error; key: \"a\"", () => Db.PutItemAsync(
                new PutItemRequest
                {
                    TableName = Things,
                    Item = Key("a"),
                    ConditionExpression = "a = b",
                    ExpressionAttributeNames = new() { ["a"] = "a" },
                }
            ));
        await RefusedAsync(
            "ExpressionAttributeValues contains invalid value: The parameter cannot be converted to a numeric value: abc for key :a",
            () =>
                Db.PutItemAsync(
                    new PutItemRequest
                    {
                        TableName = Things,
                        Item = Key("a"),
                        ConditionExpression = "x = :a",
                        ExpressionAttributeValues = new() { [":a"] = N("abc") },
                    }
                )
        );
    }

    [Fact]
    public async Task Deep_nesting_is_refused_and_harms_nobody()
    {
        await CreateThingsAsync();

        var (code, _) = await FailureAsync(() => HoldsAsync(new string('(', 4000)));

        Assert.Equal("ValidationException", code);
    }
}
