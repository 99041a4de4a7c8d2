import sys


def frequencies(text):
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 1) + 1
    return counts


def main():
    counts = frequencies(sys.stdin.read())
    for word in sorted(counts, key=lambda word: (-counts[word], word)):
        print(word, counts[word])


if __name__ == "__main__":
    main()
