def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    answer = 'no'
    for box in image_patch.find('box'):
        for square in box.find('yellow square'):
            if square.left <= box.left + 1 or square.right >= box.right - 1:
                answer = 'yes'
            if square.lower <= box.lower + 1 or square.upper >= box.upper - 1:
                answer = 'yes'
    return answer
